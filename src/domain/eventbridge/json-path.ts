import { isJsonObject, type JsonValue, member } from '../json/json.ts';
import { remembering } from '../text/remembering.ts';

/** Is the text a JSON path (begins with `$`) rather than a constant? */
export function isJsonPath(text: string): boolean {
  return text === '$' || text.startsWith('$.') || text.startsWith('$[');
}

// One step: `.name` (any character but a dot or a bracket, dashes included), `[0]`, `['name']` or `["name"]`.
const STEP = /\.([^.[\]]+)|\[(\d{1,9})\]|\['([^']*)'\]|\["([^"]*)"\]/y;

/** One step of a path: the name of a member, or the place in a list from 0. */
export type PathStep = string | number;

/**
 * The steps of a path such as `$.detail.key`, `$.detail.items[0]` or `$['detail-type']`; none for `$`. `undefined` for
 * a constant and for what is not read: wildcards, filters and `..`, for what EventBridge makes of several values is not
 * documented.
 */
export const stepsOf = remembering((path: string): readonly PathStep[] | undefined => {
  if (!isJsonPath(path)) return undefined;
  const steps: PathStep[] = [];
  for (let at = 1; at < path.length; ) {
    STEP.lastIndex = at;
    const [text, dotted, index, single, double] = STEP.exec(path) ?? [];
    const step = index === undefined ? (dotted ?? single ?? double) : Number(index);
    if (text === undefined || step === undefined || step === '*') return undefined;
    steps.push(step);
    at += text.length;
  }
  return steps;
});

/** The value at a path that `stepsOf` reads; `undefined` when nothing is there. Only own members are found. */
export function valueAt(root: JsonValue, path: string): JsonValue | undefined {
  const steps = stepsOf(path);
  if (steps === undefined) return undefined;
  let value: JsonValue | undefined = root;
  for (const step of steps) {
    if (value === undefined) return undefined;
    value = follow(value, step);
  }
  return value;
}

function follow(value: JsonValue, step: PathStep): JsonValue | undefined {
  if (typeof step === 'number') return Array.isArray(value) ? value[step] : undefined;
  return isJsonObject(value) ? member(value, step) : undefined;
}
