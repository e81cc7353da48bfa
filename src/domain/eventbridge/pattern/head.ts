import { isJsonObject, parseJson } from '../../json/json.ts';

const HEAD: ReadonlySet<string> = new Set(['account', 'detail-type', 'region', 'source']);

/** The part of a pattern that concerns the few members that many events share. */
export interface PatternHead {
  /** A pattern of its own; an event that does not match it does not match the whole. */
  readonly text: string;
  /** Does the whole ask for nothing else? */
  readonly isWhole: boolean;
}

/** The head of a pattern, by which many events can be judged at once; `undefined` where it has none. */
export function patternHead(text: string): PatternHead | undefined {
  const pattern = parseJson(text);
  if (!isJsonObject(pattern) || '$or' in pattern) return undefined;
  const all = Object.entries(pattern);
  const head = all.filter(([name]) => HEAD.has(name));
  return head.length === 0
    ? undefined
    : { text: JSON.stringify(Object.fromEntries(head)), isWhole: head.length === all.length };
}
