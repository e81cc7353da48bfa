import { isJsonObject, type JsonValue, member } from '../json/json.ts';

/** Is the text a JSON path (begins with `$`) rather than a constant? */
export function isJsonPath(text: string): boolean {
  return text === '$' || text.startsWith('$.') || text.startsWith('$[');
}

// One step: `.name` (any character but a dot or a bracket, dashes included), `[0]`, `['name']` or `["name"]`.
const STEP = /\.([^.[\]]+)|\[(\d{1,9})\]|\['([^']*)'\]|\["([^"]*)"\]/y;

/**
 * The value at a path such as `$.detail.key`, `$.detail.items[0]` or `$['detail-type']`; `undefined` when nothing is
 * there. Only own members are found. Wildcards, filters and `..` find nothing: what EventBridge makes of several
 * values is not documented.
 */
export function valueAt(root: JsonValue, path: string): JsonValue | undefined {
  if (!isJsonPath(path)) return undefined;
  let value: JsonValue | undefined = root;
  for (let at = 1; at < path.length && value !== undefined; ) {
    STEP.lastIndex = at;
    const step = STEP.exec(path);
    if (step === null) return undefined;
    value = follow(value, step);
    at += step[0].length;
  }
  return value;
}

function follow(value: JsonValue, [, dotted, index, single, double]: RegExpExecArray): JsonValue | undefined {
  if (index !== undefined) return Array.isArray(value) ? value[Number(index)] : undefined;
  const name = dotted ?? single ?? double;
  return name !== undefined && name !== '*' && isJsonObject(value) ? member(value, name) : undefined;
}
