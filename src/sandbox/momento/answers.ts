import type { HttpAnswer } from '../wire/wire.ts';

/** Momento's error body as its OpenAPI document of 2023 has it: JSON with `status`, `title` and `description`. */
export function momentoError(status: number, title: string, description: string): HttpAnswer {
  return jsonAnswer(status, { status, title, description });
}

/** Success of all three writing calls. */
export const NO_CONTENT: HttpAnswer = { status: 204 };

/** What is wrong with a request in a way whose wording Momento does not document. */
export type UndocumentedFault =
  | 'no-key'
  | 'empty-key'
  | 'bad-base64'
  | 'no-ttl'
  | 'bad-ttl'
  | 'no-cache-name'
  | 'no-topic-name'
  | 'no-such-path';

type Wording = readonly [title: string, description: string];

const WORDINGS: Readonly<Record<UndocumentedFault, readonly Wording[]>> = {
  'no-key': [
    ['No Key Specified', "You must specify either 'key' or 'key_base64'."],
    ['Bad Request', 'Missing key'],
    ['Invalid Argument', 'one of the query parameters key, key_base64 is required'],
  ],
  'empty-key': [
    ['Bad Request', 'Key cannot be empty'],
    ['Invalid Argument', 'The key must have at least one byte'],
  ],
  'bad-base64': [
    ['Invalid Key', "Could not decode 'key_base64'."],
    ['Bad Request', 'Failed to deserialize query string: Invalid byte 61, offset 12.'],
    ['Invalid Argument', 'key_base64 is not url-safe base64'],
  ],
  'no-ttl': [
    ['Bad Request', 'Failed to deserialize query string: missing field `ttl_seconds`'],
    ['Missing TTL', "You must specify 'ttl_seconds'."],
  ],
  'bad-ttl': [
    ['Bad Request', 'Failed to deserialize query string: invalid digit found in string'],
    ['Invalid TTL', "'ttl_seconds' must be a positive number of seconds."],
    ['Invalid Argument', 'TTL out of range'],
  ],
  'no-cache-name': [
    ['Bad Request', 'Invalid cache name'],
    ['Invalid Argument', 'The cache name must not be empty'],
  ],
  'no-topic-name': [
    ['Bad Request', 'Invalid topic name'],
    ['Invalid Argument', 'The topic name must not be empty'],
  ],
  'no-such-path': [
    ['Bad Request', 'Unknown resource'],
    ['Invalid Argument', 'no such endpoint'],
  ],
};

/**
 * A 400 for something whose wording is not documented: one of several plausible bodies, in either of two shapes that
 * Momento's services use, by chance, so that nothing can lean on one.
 */
export function undocumented(fault: UndocumentedFault, random: () => number): HttpAnswer {
  const wordings = WORDINGS[fault];
  const [title, description] = wordings[Math.floor(random() * wordings.length)] ?? ['Bad Request', ''];
  if (random() < 0.8) return momentoError(400, title, description);
  return jsonAnswer(400, { code: 400, message: description, err: title });
}

function jsonAnswer(status: number, body: unknown): HttpAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
