import { skipSpace } from '../json/slices.ts';
import { type SecretRange, tailOf } from './range.ts';
import { NAME_RULES, type NameRule } from './rules.ts';

const RULES: readonly NameRule[] = NAME_RULES;

/** A rule's pattern as a regular expression: its `-` is `-`, `_` or nothing. */
const spelled = (pattern: string) => pattern.replaceAll('-', '[-_]?');

/** Every end of a name that says that its value is a credential, in any case. */
export const NAMES = RULES.map(({ names }) => spelled(names)).join('|');

/** Of two values with the same meaning, one is often numbered or called the value. */
const SUFFIX = String.raw`(?:[-_]?(?:value|confirm(?:ation)?|\d{1,2}))?`;
const NAME = `(?:${NAMES})${SUFFIX}`;
/** The name, and what leads from it to the value. */
const NAMED = new RegExp(
  String.raw`(?<name>${NAME})(?<quote>["']?)\s{0,20}(?:,\s{0,20}["']value["']\s{0,20})?(?<sign>=>|[:=>])(?<space>\s{0,20})`,
  'gi',
);
const AT_END = new RegExp(`${NAME}["'\\]]{0,2}$`, 'i');
const BY_RULE = RULES.map((rule) => ({
  rule,
  name: new RegExp(`^${spelled(rule.names)}${SUFFIX}$`, 'i'),
  except: rule.except === undefined ? undefined : new RegExp(`${spelled(rule.except)}[-_]?$`, 'i'),
}));

/** RFC 9110: a scheme and one token, or a scheme and parameters. */
const SCHEME =
  'AWS4-HMAC-SHA256|ApiKey|Basic|Bearer|Digest|DPoP|HOBA|Key|Mutual|Negotiate|OAuth|PrivateToken|SCRAM-SHA-[0-9]+|Token|vapid';
const WORD = String.raw`[^\s"'\\,;&<>(){}[\]]+(?:(?<==)"[^"]*"?)?(?:,\s{0,8}[\w-]{1,40}=(?:"[^"]*"?|[^\s"'\\,]+))*`;
const IN_A_SENTENCE = new RegExp(String.raw`(?:(?:${SCHEME})[\s+]{1,8})?${WORD}`, 'iy');
/** RFC 6265: a name, `=` and a value, then more of these or attributes after `;`. */
const COOKIES = /[^\s"'\\,;=&]{1,256}=[^\s"'\\,;]*(?:;\s{0,8}[^\s"'\\,;=&]{1,256}(?:=[^\s"'\\,;]*)?)*/y;
const ONE_WORD = /[^\s"'\\,;&<>(){}[\]]+/y;
const ON_A_LINE = /[^\r\n"'\\]+/y;
/** A quote with the backslashes that escape it. */
const QUOTE = /\\{0,16}["']/y;
const BEGINS_LINE = /[\r\n"'`]/;

/** A scheme word and what follows it, wherever they stand. */
const SCHEMES = /\b(?<scheme>Bearer|Basic)[\s+]{1,8}(?<token>[\w.~+/-]{8,}={0,2})/gi;

/** A mask, and nothing else but a scheme before it. */
const MASK_ALONE = new RegExp(String.raw`^(?:(?:${SCHEME})[\s+]+)?‹(?:masked|credential:\w+(?:…[\w-]{4})?)›\s*$`, 'i');
/** An ARN names a secret and is not a secret itself. */
const ARN_ALONE = /^arn:[\w-]{1,30}:[\w-]{1,60}:[\w-]{0,40}:\d{0,12}:[\w.:/+=,@*-]+$/;

/** The value of a header, parameter or member whose name says that it is a credential, and what follows `Bearer` or `Basic`. */
export function namedIn(text: string): readonly SecretRange[] {
  const found: SecretRange[] = [];
  const add = (start: number, end: number): void => {
    const secret = text.slice(start, end);
    if (secret.trim() !== '' && !MASK_ALONE.test(secret) && !ARN_ALONE.test(secret)) {
      found.push({ start, end, kind: 'header', tail: tailOf(secret) });
    }
  };
  const search = new RegExp(NAMED);
  for (let match = search.exec(text); match !== null; match = search.exec(text)) {
    const at = search.lastIndex;
    const rule = ruleFor(match.groups?.name ?? '', text.slice(Math.max(0, match.index - LONGEST_PREFIX), match.index));
    if (rule === undefined) continue;
    const values = match.groups?.quote ? valuesOfMember(text, at) : valueWithoutQuotes(text, at, match, rule);
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

/** The rule for a name; `undefined` if what stands before it makes it the name of something else. */
function ruleFor(name: string, before: string): NameRule | undefined {
  const fits = BY_RULE.find((candidate) => candidate.name.test(name));
  return fits?.except?.test(before) ? undefined : fits?.rule;
}

/** Does the last step of a path, such as `detail.api_key`, name a credential? */
export function namesSecret(path: string): boolean {
  const match = AT_END.exec(path);
  return match !== null && ruleFor(match[0].replace(/["'\]]+$/, ''), path.slice(0, match.index)) !== undefined;
}

type Span = readonly [start: number, end: number];

interface Values {
  readonly spans: readonly Span[];
  /** The position after the text that was read. */
  readonly end: number;
}

/** Only strings of a member are secrets, alone or within lists and objects: a mask in place of a null or a number is no valid JSON. */
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

/** The value after a name that is no quoted member: of a header, a parameter, an element of XML, a line of YAML, or in a sentence. */
function valueWithoutQuotes(text: string, at: number, match: RegExpExecArray, rule: NameRule): Values {
  const { name = '', sign, space = '' } = match.groups ?? {};
  const start = startOfName(text, match.index);
  const before = text[start - 1] ?? '\n';
  if (sign === '>') return /[<:]/.test(before) ? valueAt(at, endOfElement(text, at)) : NO_VALUES;
  const quote = endOf(QUOTE, text, at);
  if (quote > at) {
    // The quote that stands before the name ends a text here, and nothing follows the sign. An escaped one begins a value.
    const isSame = isQuote(before) && quote - at <= start - startOfQuote(text, start) && text[quote - 1] === before;
    return isSame ? NO_VALUES : valueAt(quote, quote - at > 1 ? nextQuote(text, quote) : endOfQuoted(text, at));
  }
  if (rule.reach === 'line') return valueOfHeader(text, at, before, { name, sign });
  if (sign !== ':') return valueAt(at, endOf(IN_A_SENTENCE, text, at));
  // Without a space, `token:4711` is a key of a cache, unless a header is called so.
  if (space === '' && !/^x-/i.test(text.slice(start, start + 2))) return NO_VALUES;
  const end = endOf(ONE_WORD, text, at);
  return isRandom(text.slice(at, end)) || standsAlone(text, start, end) ? valueAt(at, end) : NO_VALUES;
}

/**
 * On a line of its own, or as the whole of a quoted text, a header reaches to the end of it; in a sentence, to the end of
 * the word or of the parameters. After a colon in a sentence only the name `authorization` is enough.
 */
function valueOfHeader(
  text: string,
  at: number,
  before: string,
  { name, sign }: { readonly name: string; readonly sign: string | undefined },
): Values {
  const isCookie = /cookie/i.test(name);
  const end = endOf(isCookie ? COOKIES : IN_A_SENTENCE, text, at);
  if (isCookie && end === at) return NO_VALUES;
  if (sign === ':' && BEGINS_LINE.test(before)) return valueAt(at, Math.max(end, endOf(ON_A_LINE, text, at)));
  const isEnough = isCookie || sign !== ':' || name.toLowerCase() === 'authorization' || isLong(text.slice(at, end));
  return isEnough ? valueAt(at, end) : NO_VALUES;
}

/** Do name and value fill a line, a quoted text or a place between brackets, as no word of a sentence does? */
function standsAlone(text: string, start: number, end: number): boolean {
  let first = start;
  while (first > 0 && start - first < LONGEST_PREFIX && /[ \t-]/.test(text[first - 1] ?? '')) first -= 1;
  let next = end;
  while (next - end < LONGEST_PREFIX && /[ \t]/.test(text[next] ?? '')) next += 1;
  return /[\r\n"'`{[]/.test(text[first - 1] ?? '\n') && /[\r\n"'`,;}\]\\]/.test(text[next] ?? '\n');
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

function endOfElement(text: string, at: number): number {
  const end = text.indexOf('<', at);
  return end < 0 ? text.length : end;
}

/** Where the quote before `at` begins, with the backslashes that escape it. */
function startOfQuote(text: string, at: number): number {
  let start = at - 1;
  while (start > 0 && at - start < LONGEST_PREFIX && text[start - 1] === '\\') start -= 1;
  return start;
}

/** Where a value in escaped quotes ends: before the next quote and what escapes it. */
function nextQuote(text: string, at: number): number {
  let end = at;
  while (end < text.length && !isQuote(text[end])) end += 1;
  while (end > at && text[end - 1] === '\\') end -= 1;
  return end;
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

/** No word of a sentence: it has a digit, or more characters than words have. */
function isLong(token: string): boolean {
  return token.length >= 32 || (token.length >= 8 && /\d/.test(token));
}

/** The same where passwords are expected, which are shorter. */
function isRandom(word: string): boolean {
  return word.length >= 32 || (word.length >= 6 && /[\d@#$%^*+]/.test(word));
}

/** RFC 7617: the base64 of a name, a colon and a password. */
function isBasic(token: string): boolean {
  return /^[ -~]*:[ -~]*$/.test(Buffer.from(token, 'base64').toString('latin1'));
}
