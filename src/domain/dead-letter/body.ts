import { isJsonObject, type JsonValue, member, parseJson } from '../json/json.ts';
import { memberText } from '../json/slices.ts';
import type { Body, WholeEvent } from './dead-letter.ts';
import { decodeEnvelope } from './envelope.ts';
import { recordOf } from './record.ts';
import { recoverableContentOf } from './recoverable-content.ts';

/** Decides from the body itself which kind it is; never throws. `attribute` gives the text of a message attribute. */
export function decodeBody(text: string, attribute: (name: string) => string | undefined): Body {
  const value = parseJson(text);
  const record = recordOf(value, attribute);
  if (record !== undefined) return record;
  const event = decodeEnvelope(value, () => text);
  if (event !== undefined) return { kind: 'envelope', event };
  if (attribute('RULE_ARN') === undefined) return wrapped(value, text) ?? { kind: 'foreign' };
  return { kind: 'transformed', value, recoverable: recoverableContentOf(value, text) };
}

/**
 * The event that AWS Lambda's record of a failed invocation or an SNS notification carries. Sources: Lambda developer
 * guide, "Capturing records of Lambda asynchronous invocations"; SNS developer guide, "Message and JSON formats".
 */
function wrapped(value: JsonValue | undefined, text: string): WholeEvent | undefined {
  if (!isJsonObject(value)) return undefined;
  const payload = member(value, 'requestPayload');
  const invoked = decodeEnvelope(payload, () => memberText(text, 'requestPayload'));
  if (invoked !== undefined) return { kind: 'envelope', event: invoked, within: 'requestPayload' };
  const message = member(value, 'Message');
  if (typeof message !== 'string' || member(value, 'Type') !== 'Notification') return undefined;
  const event = decodeEnvelope(parseJson(message), () => message);
  return event && { kind: 'envelope', event, within: 'Message' };
}
