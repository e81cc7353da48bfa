import type { TargetInput } from '../eventbridge/target.ts';
import { placeholdersOf } from '../eventbridge/template.ts';
import { isJsonObject, type JsonValue, member, parseJson } from '../json/json.ts';
import { jsonText } from '../json/json-text.ts';
import { memberText } from '../json/slices.ts';
import type { RecoverableContent, TransformedBody } from './dead-letter.ts';
import { decodeEnvelope } from './envelope.ts';

const PART: RecoverableContent = { kind: 'part' };
const WHOLE_DETAIL = '$.detail';

/** The recoverable content of a target's input, from the body alone, which does not distinguish a constant from a part. */
export function recoverableContentOf(value: JsonValue | undefined, text: string): RecoverableContent {
  if (value === undefined) return { kind: 'broken' };
  if (!isJsonObject(value)) return PART;
  for (const [name, inner] of Object.entries(value)) {
    const event = decodeEnvelope(inner, () => memberText(text, name));
    if (event !== undefined) return { kind: 'nested-envelope', member: name, event };
  }
  return looksLikeDetail(value) ? { kind: 'detail-alone' } : PART;
}

/**
 * The same with the input settings of the target as they are deployed now. They may have been others when the event
 * failed, so they are believed only where the body fits them.
 */
export function recoverableContentUnder(
  input: TargetInput | undefined,
  body: TransformedBody,
  text: string,
): RecoverableContent {
  const { value, recoverable } = body;
  switch (input?.kind) {
    case undefined:
    case 'whole-event':
      return recoverable;
    case 'constant':
      return isSame(input.text, value, text) ? { kind: 'constant' } : recoverable;
    case 'path':
    case 'transformer':
      if (recoverable.kind === 'broken') return recoverable;
      // A detail may have a member in the form of an event, so the settings are checked first.
      if (isJsonObject(value) && handsOverDetail(input)) return { kind: 'detail-alone' };
      return recoverable.kind === 'nested-envelope' && embedsEvent(input) ? recoverable : PART;
  }
}

function looksLikeDetail(value: JsonValue): boolean {
  const has = (name: string) => isJsonObject(value) && member(value, name) !== undefined;
  return has('cacheName') && ['key', 'key_base64', 'topicName'].some(has);
}

function isSame(constant: string, value: JsonValue | undefined, text: string): boolean {
  const meant = parseJson(constant);
  return constant === text || (meant !== undefined && value !== undefined && jsonText(meant) === jsonText(value));
}

/** Is the input the detail itself, by InputPath or by a template that is nothing but a variable for it? */
function handsOverDetail(input: TargetInput & { readonly kind: 'path' | 'transformer' }): boolean {
  if (input.kind === 'path') return input.path === WHOLE_DETAIL;
  const variable = /^\s*<([^<>"]{1,256})>\s*$/.exec(input.template)?.[1];
  return variable !== undefined && pathOf(input, variable) === WHOLE_DETAIL;
}

function embedsEvent(input: TargetInput): boolean {
  if (input.kind !== 'transformer') return false;
  const isEvent = (name: string) => name === 'aws.events.event.json' || pathOf(input, name) === '$';
  return placeholdersOf(input.template).some(isEvent);
}

function pathOf({ paths }: TargetInput & { readonly kind: 'transformer' }, variable: string): string | undefined {
  return Object.hasOwn(paths, variable) ? paths[variable] : undefined;
}
