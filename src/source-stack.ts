import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';

/** The folder of the bundle, or of this source where there is no bundle. */
const HOME = import.meta.url.replace(/\/dist\/.*$/, '/dist/');

/**
 * A stack trace with its places in the bundle named by source file and line. Node would read the maps at every start to do
 * that; here they are read when a defect is reported. Places without a map stay as they are.
 */
export function sourceStack(stack: string, home = HOME): string {
  return stack.replace(/file:\/\/[^\s()]+?\.js:\d+:\d+/g, (place) => {
    const [, url = '', line = '', column = ''] = /^(.*):(\d+):(\d+)$/.exec(place) ?? [];
    return (
      (new URL(url).href.startsWith(home) ? sourceOf(url, Number(line) - 1, Number(column) - 1) : undefined) ?? place
    );
  });
}

/** `src/FILE:LINE` of a place in the bundle, both counted from 0; undefined without a map for it. */
function sourceOf(url: string, generatedLine: number, column: number): string | undefined {
  try {
    const map = new SourceMap(JSON.parse(readFileSync(new URL(`${url}.map`), 'utf8')));
    const entry = map.findEntry(generatedLine, column);
    if (!('originalSource' in entry) || entry.generatedLine !== generatedLine) return undefined;
    return `${entry.originalSource.replace(/^(\.\.\/)+/, '')}:${entry.originalLine + 1}`;
  } catch {
    return undefined;
  }
}
