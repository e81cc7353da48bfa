import { parseJson } from '../json/json.ts';
import { firstBalanced } from '../json/slices.ts';
import type { ErrorText, ResponsePayload, SdkError } from './dead-letter.ts';

const HTTP_RESPONSE = /returned HTTP status (\d{3})\b(?:\s+with payload:)?/i;
const UNREACHABLE = /endpoint cannot be reached/i;
const TIMEOUT = /timeout calling endpoint|timed out/i;
const INVALID_INPUT = /^\s*invalid input for target/i;
const NOT_AUTHORIZED = /is not authorized to perform: ?([\w:*-]{0,128})/i;
const SDK_BRACKET = /\((?:Service|Status Code|Error Code):[^()]{0,2000}\)/i;

/**
 * Takes ERROR_MESSAGE apart. AWS does not document the wording, so it is matched loosely and the raw text stays in
 * `DeliveryError.message`. Wordings were recorded from real dead letters of API destinations, SQS and Lambda targets.
 */
export function parseErrorText(message: string | undefined): ErrorText {
  if (message === undefined || message.trim() === '') return { kind: 'absent' };
  const response = HTTP_RESPONSE.exec(message);
  if (response) return parseResponse(Number(response[1]), message.slice(response.index + response[0].length));
  if (UNREACHABLE.test(message)) return { kind: 'endpoint-unreachable' };
  if (TIMEOUT.test(message)) return { kind: 'timeout' };
  if (INVALID_INPUT.test(message)) return { kind: 'invalid-input' };
  const sdk = parseSdkBracket(message);
  const denied = NOT_AUTHORIZED.exec(message);
  if (denied) return { kind: 'not-authorized', action: denied[1] ?? '', sdk };
  if (sdk) return { kind: 'sdk-error', sentence: message.slice(0, message.search(SDK_BRACKET)).trim(), sdk };
  return { kind: 'other', text: message };
}

function parseResponse(httpStatus: number, rest: string): ErrorText {
  const text = rest.trim();
  const whole = (payload: ResponsePayload): ErrorText => ({ kind: 'http-response', httpStatus, payload, trailing: '' });
  if (text === '') return whole({ kind: 'empty', text: '' });
  if (text.startsWith('<')) return whole({ kind: 'html', text });
  if (!/^[{["]/.test(text)) return whole({ kind: 'text', text });
  const slice = firstBalanced(text);
  const json = slice && text.slice(slice.start, slice.end);
  const value = json === undefined ? undefined : parseJson(json);
  if (slice === undefined) return whole({ kind: 'truncated-json', text });
  if (json === undefined || value === undefined) return whole({ kind: 'text', text });
  return {
    kind: 'http-response',
    httpStatus,
    payload: { kind: 'json', text: json, value },
    trailing: text.slice(slice.end).trim(),
  };
}

function parseSdkBracket(message: string): SdkError | undefined {
  const bracket = SDK_BRACKET.exec(message)?.[0];
  if (bracket === undefined) return undefined;
  const field = (name: string) => new RegExp(`${name}: ([^;)]{1,200})`, 'i').exec(bracket)?.[1]?.trim();
  const status = Number(field('Status Code'));
  return {
    service: field('Service'),
    httpStatus: Number.isInteger(status) ? status : undefined,
    errorCode: field('Error Code'),
  };
}
