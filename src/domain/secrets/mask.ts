import { plainView, readAgain } from './decoded-text.ts';
import { formsIn } from './forms.ts';
import { namedIn, namesSecret } from './named.ts';
import type { SecretRange } from './range.ts';
import { looksSecret, mayHoldSecret } from './suspicion.ts';
import { tokensIn } from './tokens.ts';

/**
 * The text with every credential masked: `‹credential:KIND…TAIL›`. The kind is a `SecretKind`, the tail is the last four
 * characters of a credential that is long enough. Escapes, percent-encoding, entities and base64 around a credential do not
 * hide it. A mask stays as it is. Takes time linear in the length of the text.
 *
 * Masked are: JWTs and Momento's credentials; the forms in `FORM_RULES`; the values of the names in `NAME_RULES`; the token
 * after `Bearer` and `Basic`; long base64 that holds one of these.
 */
export function masked(text: string): string {
  return mayHoldSecret(text) ? replaced(text, secretsIn(text)) : text;
}

/** The same for JSON text, which stays valid: only text within strings is replaced. */
export function maskedJson(json: string): string {
  if (!mayHoldSecret(json)) return json;
  const secrets = secretsIn(json);
  return secrets.length === 0 ? json : replaced(json, withinStrings(json, secrets));
}

/** The JSON text of a member as it may be shown. If the name or the last step of the path says that it is a credential, all of it is masked. */
export function maskedMember<T extends string | null>(path: string, json: T): T | string {
  return json !== null && namesSecret(path) ? JSON.stringify(maskOf({ kind: 'header', tail: '' })) : json;
}

/** Does masking change this JSON text? Then what is shown of it is no exact copy. */
export function holdsCredential(json: string): boolean {
  return maskedJson(json) !== json;
}

/** The maximum number of readings: texts are not encoded more often, and each reading takes time linear in the text. */
const READINGS = 8;
/** Base64 within base64 is decoded so often. */
const OPENINGS = 2;

/** The secrets in the text as it is, and as it reads after each of its encodings is decoded; in order, without overlaps. */
export function secretsIn(text: string, openings = 0): readonly SecretRange[] {
  const opens = (inner: string) =>
    openings < OPENINGS && mayHoldSecret(inner) && secretsIn(inner, openings + 1).length > 0;
  const found: SecretRange[] = [];
  let view = plainView(text);
  for (let reading = 0; reading <= READINGS; reading += 1) {
    const seen = looksSecret(view.text)
      ? [...tokensIn(view.text, opens), ...formsIn(view.text), ...namedIn(view.text)]
      : [];
    for (const range of seen) {
      found.push({ ...range, start: view.origin(range.start), end: view.origin(range.end) });
    }
    const next = readAgain(view);
    if (next === undefined) break;
    view = next;
  }
  return joined(found);
}

/** Joins ranges that touch. A kind that was recognised by form says more than one that was recognised by name. */
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

/** The parts of the ranges that lie within string literals of the JSON text. */
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
