import { readCredential } from '../momento/credential.ts';
import { type SecretRange, tailOf } from './range.ts';

/** How the base64 of a JSON object begins: `{"`, or `{` and white space. */
export const HEAD = /e(?:y[IJAB]|w[klop01])/;
const HEADS = new RegExp(HEAD, 'g');

/** Base64 in either alphabet, and the dots of a JWT; the lookbehind keeps the search linear. */
const RUN = /(?<![\w+/.-])[\w+/.-]{24,}={0,2}/g;
/** Shorter base64 cannot hold a credential: `{"endpoint":"","api_key":""}` has 38 digits. */
const SHORTEST_BASE64 = 32;
/** Base64 of other text is decoded only if it is at least this long. */
const SHORTEST_WRAPPER = 40;

/** Finds Momento's credentials and other JWTs, whole or cut. `holdsSecret`: does decoded base64 of any other kind hold a secret? */
export function tokensIn(text: string, holdsSecret: (inner: string) => boolean): readonly SecretRange[] {
  const found: SecretRange[] = [];
  for (const { 0: run, index } of text.matchAll(RUN)) {
    const range = jwtIn(run) ?? base64In(run, holdsSecret);
    if (range !== undefined) found.push({ ...range, start: range.start + index, end: range.end + index });
  }
  return found;
}

/**
 * A JWT or another JOSE object: a part that begins like JSON, followed by another such part or with an algorithm in it.
 * It extends to the end of the run. A JWT that was cut before its last part is masked too.
 */
function jwtIn(run: string): SecretRange | undefined {
  const parts = run.split('.');
  let start = 0;
  for (const [at, part] of parts.entries()) {
    const next = parts[at + 1];
    const head = next === undefined ? -1 : part.search(HEAD);
    if (next !== undefined && head >= 0 && (next.search(HEAD) === 0 || decoded(part.slice(head)).includes('"alg"'))) {
      const from = start + head;
      const token = run.slice(from).replace(/\.+$/, '');
      return {
        start: from,
        end: from + token.length,
        kind: readCredential(token)?.format ?? 'jwt',
        tail: tailOf(token),
      };
    }
    start += part.length + 1;
  }
  return undefined;
}

/** Momento's v1 credentials and disposable tokens: base64 of JSON with an `api_key`, anywhere in the run. */
function base64In(run: string, holdsSecret: (inner: string) => boolean): SecretRange | undefined {
  let start = 0;
  for (const part of run.split('.')) {
    const range = part.length < SHORTEST_BASE64 ? undefined : inPart(part, holdsSecret);
    if (range !== undefined) return { ...range, start: range.start + start, end: range.end + start };
    start += part.length + 1;
  }
  return undefined;
}

function inPart(part: string, holdsSecret: (inner: string) => boolean): SecretRange | undefined {
  const whole = { start: 0, end: part.length };
  // If one word holds two credentials, the mask must begin at the first of them.
  let first: SecretRange | undefined;
  for (const offset of offsetsIn(part)) {
    const inner = decoded(part.slice(offset));
    const name = inner.indexOf('"api_key"');
    if (name >= 0) {
      const start = offset + Math.max(0, Math.floor((inner.lastIndexOf('{', name) * 4) / 3));
      const key = /^"api_key"\s*:\s*"([^"]*)/.exec(inner.slice(name))?.[1] ?? '';
      if (first === undefined || start < first.start) first = { ...whole, start, kind: 'v1', tail: tailOf(key) };
    } else if (part.length >= SHORTEST_WRAPPER && holdsSecret(inner)) {
      return { ...whole, kind: 'encoded', tail: '' };
    }
  }
  return first;
}

/** Other text can precede the base64. Where JSON begins shows at which digit a group of four begins. */
function offsetsIn(part: string): ReadonlySet<number> {
  const offsets = new Set([0]);
  for (const { index } of part.matchAll(HEADS)) {
    offsets.add(index % 4);
    if (offsets.size === 4) break;
  }
  return offsets;
}

/** Decodes both alphabets and ignores other characters. */
function decoded(base64: string): string {
  return Buffer.from(base64, 'base64').toString('latin1');
}
