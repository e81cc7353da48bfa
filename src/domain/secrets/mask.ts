import { plainView, readAgain } from './decoded-text.ts';
import { namedIn, namesSecret } from './named.ts';
import type { SecretRange } from './range.ts';
import { looksSecret, mayHoldSecret } from './suspicion.ts';
import { tokensIn } from './tokens.ts';

/**
 * The text with every credential masked: `‹credential:KIND…TAIL›`, where the kind is a `SecretKind` and the tail is the
 * last four characters of one that is long enough. Escapes, percent-encoding, entities and base64 around it do not hide it. What is masked already stays as it is. In linear time.
 *
 * Masked are: JWTs; base64 of JSON with an `api_key`; longer base64 that holds one of these; the value after
 * `authorization`, `auth_token`, `api_key` in headers, parameters and members; the token after `Bearer` and `Basic`.
 */
export function masked(text: string): string {
  return mayHoldSecret(text) ? replaced(text, secretsIn(text)) : text;
}

/** The same for JSON text, which stays valid: only within strings is anything replaced. */
export function maskedJson(json: string): string {
  if (!mayHoldSecret(json)) return json;
  const secrets = secretsIn(json);
  return secrets.length === 0 ? json : replaced(json, withinStrings(json, secrets));
}

/** The JSON text of a member of that name or path as it may be shown: where the name says so it is a credential, whatever it is. */
export function maskedMember<T extends string | null>(path: string, json: T): T | string {
  return json !== null && namesSecret(path) ? JSON.stringify(maskOf({ kind: 'header', tail: '' })) : json;
}

/** Does the JSON text hold anything that would be masked? Then what is shown of it is no exact copy. */
export function holdsCredential(json: string): boolean {
  return maskedJson(json) !== json;
}

/** No more readings than this: what is encoded more often is not read by people either, and each costs as long as the text. */
const READINGS = 8;
/** Base64 within base64 is opened so often. */
const OPENINGS = 2;

/** Secrets as the text stands and as it reads once its encodings are taken away, one after the other; without overlaps, in order. */
function secretsIn(text: string, openings = 0): readonly SecretRange[] {
  const opens = (inner: string) =>
    openings < OPENINGS && mayHoldSecret(inner) && secretsIn(inner, openings + 1).length > 0;
  const found: SecretRange[] = [];
  let view = plainView(text);
  for (let reading = 0; reading <= READINGS; reading += 1) {
    const seen = looksSecret(view.text) ? [...tokensIn(view.text, opens), ...namedIn(view.text)] : [];
    for (const range of seen) {
      found.push({ ...range, start: view.origin(range.start), end: view.origin(range.end) });
    }
    const next = readAgain(view);
    if (next === undefined) break;
    view = next;
  }
  return joined(found);
}

/** Ranges that touch are one; what is known to be a credential says more of it than the name of a header. */
function joined(ranges: readonly SecretRange[]): readonly SecretRange[] {
  const out: SecretRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = out.at(-1);
    if (last === undefined || range.start > last.end) out.push(range);
    else {
      const telling = last.kind === 'header' ? range : last;
      out[out.length - 1] = { ...telling, start: last.start, end: Math.max(last.end, range.end) };
    }
  }
  return out;
}

/** The parts of the ranges that lie inside string literals of the JSON text. */
function withinStrings(json: string, ranges: readonly SecretRange[]): readonly SecretRange[] {
  const out: SecretRange[] = [];
  let at = 0;
  for (const { 0: literal, index } of json.matchAll(/"(?:[^"\\]+|\\[\s\S])*"/g)) {
    const [start, end] = [index + 1, index + literal.length - 1];
    while (at < ranges.length && (ranges[at] as SecretRange).end <= start) at += 1;
    for (let next = at; next < ranges.length && (ranges[next] as SecretRange).start < end; next += 1) {
      const range = ranges[next] as SecretRange;
      out.push({ ...range, start: Math.max(range.start, start), end: Math.min(range.end, end) });
    }
  }
  return out.filter(({ start, end }) => start < end);
}

function replaced(text: string, ranges: readonly SecretRange[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const range of ranges) {
    const { start, end } = range;
    pieces.push(text.slice(from, start), maskOf(range));
    from = end;
  }
  return pieces.join('') + text.slice(from);
}

function maskOf({ kind, tail }: Pick<SecretRange, 'kind' | 'tail'>): string {
  return `‹credential:${kind}${tail === '' ? '' : `…${tail}`}›`;
}
