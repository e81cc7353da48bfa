import type { JsonValue } from '../json/json.ts';

/** Is the text a JSON path (begins with `$`) rather than a constant? */
export function isJsonPath(text: string): boolean {
  return text === '$' || text.startsWith('$.') || text.startsWith('$[');
}

/** The value at a path such as `$.detail.key` or `$.detail.items[0]`; `undefined` when nothing is there. */
export function valueAt(_root: JsonValue, _path: string): JsonValue | undefined {
  throw new Error('to be written');
}
