import { skipSpace } from '../json/slices.ts';
import { type SecretRange, tailOf } from './range.ts';

/** The Authorization header, and what Momento calls its credential in URLs, settings and documents; then what leads to the value. */
const NAME = '(?:authorization|(?:auth[-_]?token|api[-_]?key)(?:[-_]?value)?)';
const NAMED = new RegExp(
  String.raw`(?<name>${NAME})(?<quote>["']?)\s{0,20}(?:,\s{0,20}["']value["']\s{0,20})?(?<sign>[:=])\s{0,20}`,
  'gi',
);

/** RFC 9110: a scheme and one token, or a scheme and parameters. */
const SCHEME =
  'AWS4-HMAC-SHA256|ApiKey|Basic|Bearer|Digest|DPoP|HOBA|Key|Mutual|Negotiate|OAuth|PrivateToken|SCRAM-SHA-[0-9]+|Token|vapid';
const WORD = String.raw`[^\s"'\\,;&<>(){}[\]]+(?:(?<==)"[^"]*"?)?(?:,\s{0,8}[\w-]{1,40}=(?:"[^"]*"?|[^\s"'\\,]+))*`;
const IN_A_SENTENCE = new RegExp(String.raw`(?:(?:${SCHEME})[\s+]{1,8})?${WORD}`, 'iy');
const ON_A_LINE = /[^\r\n"'\\]+/y;
const BEGINS_LINE = /[\r\n"'`]/;

/** A scheme word and what follows it, wherever they stand. */
const SCHEMES = /\b(?<scheme>Bearer|Basic)[\s+]{1,8}(?<token>[\w.~+/-]{8,}={0,2})/gi;

/** A mask, and nothing else but a scheme before it. */
const MASK_ALONE = new RegExp(String.raw`^(?:(?:${SCHEME})[\s+]+)?‹credential:\w+(?:…[\w-]{4})?›\s*$`, 'i');

/** What a header, a parameter or a member holds whose name says that it is a credential, and what follows `Bearer` or `Basic`. */
export function namedIn(text: string): readonly SecretRange[] {
  const found: SecretRange[] = [];
  const add = (start: number, end: number): void => {
    const secret = text.slice(start, end);
    if (secret.trim() !== '' && !MASK_ALONE.test(secret)) {
      found.push({ start, end, kind: 'header', tail: tailOf(secret) });
    }
  };
  const search = new RegExp(NAMED);
  for (let match = search.exec(text); match !== null; match = search.exec(text)) {
    const at = search.lastIndex;
    const values = match.groups?.quote ? valuesOfMember(text, at) : valueOfHeader(text, at, match);
    for (const [start, end] of values.spans) add(start, end);
    // A value is not searched once more, or a text that is nothing but names would take the square of its length.
    search.lastIndex = Math.max(search.lastIndex, values.end);
  }
  for (const { 0: whole, index, groups: { scheme = '', token = '' } = {} } of text.matchAll(SCHEMES)) {
    const end = index + whole.length;
    if (scheme.toLowerCase() === 'basic' ? isBasic(token) : isLong(token)) add(end - token.length, end);
  }
  return found;
}

type Span = readonly [start: number, end: number];

interface Values {
  readonly spans: readonly Span[];
  /** So far was looked. */
  readonly end: number;
}

/** Of a member only texts are secrets, alone or within lists and objects: in place of a null or a number no text would be valid. */
function valuesOfMember(text: string, at: number): Values {
  if (isQuote(text[at])) return valueAt(at + 1, endOfQuoted(text, at));
  const spans: Span[] = [];
  let depth = 0;
  let end = at;
  do {
    const character = text[end];
    if (character === '[' || character === '{') depth += 1;
    if (character === ']' || character === '}') depth -= 1;
    if (isQuote(character) && depth > 0) {
      const start = end + 1;
      end = endOfQuoted(text, end);
      if (text[skipSpace(text, end + 1)] !== ':') spans.push([start, end]);
    }
    end += 1;
  } while (depth > 0 && end < text.length);
  return { spans, end };
}

function valueAt(start: number, end: number): Values {
  return { spans: [[start, end]], end };
}

/**
 * On a line of its own, or as the whole of a quoted text, a header reaches to the end of it; in a sentence, to the end of
 * the word or of the parameters. After a colon in a sentence only the name `authorization` is enough.
 */
function valueOfHeader(text: string, at: number, match: RegExpExecArray): Values {
  const { name = '', sign } = match.groups ?? {};
  const before = text[startOfName(text, match.index) - 1] ?? '\n';
  // Where the quote is the one before the name it ends a text, and nothing follows the sign.
  if (isQuote(text[at])) return text[at] === before ? NO_VALUES : valueAt(at + 1, endOfQuoted(text, at));
  const end = endOf(IN_A_SENTENCE, text, at);
  if (sign === ':' && BEGINS_LINE.test(before)) return valueAt(at, Math.max(end, endOf(ON_A_LINE, text, at)));
  const isEnough = sign === '=' || name.toLowerCase() === 'authorization' || isLong(text.slice(at, end));
  return isEnough ? valueAt(at, end) : NO_VALUES;
}

/** Where a longer name begins that ends in one of these, such as `proxy-authorization`. */
function startOfName(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < LONGEST_PREFIX && /[\w-]/.test(text[start - 1] ?? '')) start -= 1;
  return start;
}

const LONGEST_PREFIX = 40;
const NO_VALUES: Values = { spans: [], end: 0 };

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** An escaped quote does not end it; the end of a text that was cut does. */
function endOfQuoted(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && text[end] !== text[start]) end += text[end] === '\\' ? 2 : 1;
  return Math.min(end, text.length);
}

function isQuote(character: string | undefined): boolean {
  return character === '"' || character === "'";
}

/** Does the last step of a path, such as `detail.api_key`, name a credential? */
export function namesSecret(path: string): boolean {
  return new RegExp(`${NAME}["'\\]]{0,2}$`, 'i').test(path);
}

/** No word of a sentence: it has a digit, or more characters than words have. */
function isLong(token: string): boolean {
  return token.length >= 32 || (token.length >= 8 && /\d/.test(token));
}

/** RFC 7617: the base64 of a name, a colon and a password. */
function isBasic(token: string): boolean {
  return /^[ -~]*:[ -~]*$/.test(Buffer.from(token, 'base64').toString('latin1'));
}
