import { between, code, markdownTable } from './markdown.ts';
import { ROOMS } from './rooms.ts';

/** `ARCHITECTURE.md` with its table of rooms renewed. */
export function renewedArchitecture(text: string): string {
  const rows = ROOMS.map(({ path, holds, imports, packages }) => {
    const names = [...new Set(packages.map(packageName))];
    return [code(path), holds, [...imports, ...names].join(', ')];
  });
  return between(text, 'rooms', markdownTable(['below `src`', 'holds', 'may import, besides itself'], rows));
}

/** A package without the pattern of its files; all of Node's own modules are `node`. */
function packageName(pattern: string): string {
  return pattern.startsWith('node:*') ? 'node' : pattern.replace(/\/\*+$/, '');
}
