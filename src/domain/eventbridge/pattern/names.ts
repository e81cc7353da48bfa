import { isJsonObject, member, parseJson } from '../../json/json.ts';

/**
 * The only text that a pattern lets a field of the envelope have, `undefined` where it lets several or names it otherwise
 * than by that text. The pattern may have been another one when the event matched.
 */
export function onlyText(pattern: string | undefined, field: 'source' | 'detail-type'): string | undefined {
  const root = pattern === undefined ? undefined : parseJson(pattern);
  const list = isJsonObject(root) ? member(root, field) : undefined;
  if (!Array.isArray(list) || list.length !== 1) return undefined;
  const [text] = list;
  return typeof text === 'string' && text !== '' ? text : undefined;
}
