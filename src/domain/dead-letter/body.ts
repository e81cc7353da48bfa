import { parseJson } from '../json/json.ts';
import type { Body } from './dead-letter.ts';
import { decodeEnvelope } from './envelope.ts';
import { recordOf } from './record.ts';
import { recoverableContentOf } from './recoverable-content.ts';

/** Decides by looking what a body is; never throws. `attribute` gives the text of a message attribute. */
export function decodeBody(text: string, attribute: (name: string) => string | undefined): Body {
  const value = parseJson(text);
  const record = recordOf(value, attribute);
  if (record !== undefined) return record;
  const event = decodeEnvelope(value, () => text);
  if (event !== undefined) return { kind: 'envelope', event };
  if (attribute('RULE_ARN') === undefined) return { kind: 'foreign' };
  return { kind: 'transformed', value, remains: recoverableContentOf(value, text) };
}
