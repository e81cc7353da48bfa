import { type SecretRange, tailOf } from './range.ts';
import { FORM_RULES, type Form } from './rules.ts';

interface Start {
  readonly text: string;
  readonly kind: (typeof FORM_RULES)[number]['id'];
  readonly mayFollowWord: boolean;
  readonly rest: RegExp;
}

/** Every beginning of every form, the longest first. */
const ALL: readonly Start[] = FORM_RULES.flatMap(({ id, forms }) =>
  forms.flatMap(({ starts, rest, withinWord = false }: Form) =>
    starts.map((text) => ({ text, kind: id, mayFollowWord: withinWord, rest: new RegExp(rest, 'dy') })),
  ),
).toSorted((a, b) => b.text.length - a.text.length);

/**
 * Finds the end of a beginning. Most end with a character that is rare in texts, so the search is for these characters, and then
 * checks the text before them: a search for all beginnings at every place takes eight times as long.
 */
const SIGN = /[-_.=~/]$/;
export const BEGINNINGS = new RegExp(
  [...bySign(ALL.map(({ text }) => text).filter((text) => SIGN.test(text))), ...plain()].join('|'),
);

function bySign(starts: readonly string[]): readonly string[] {
  const signs = [...new Set(starts.map((text) => text.slice(-1)))];
  return signs.map((sign) => {
    const before = starts.filter((text) => text.endsWith(sign)).map((text) => literal(text.slice(0, -1)));
    return `${literal(sign)}(?<=(?:${[...new Set(before)].join('|')}).)`;
  });
}

function plain(): readonly string[] {
  return ALL.map(({ text }) => text)
    .filter((text) => !SIGN.test(text))
    .map(literal);
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

/** Credentials that are recognised by their form, in order and without overlaps. */
export function formsIn(text: string): readonly SecretRange[] {
  const found: SecretRange[] = [];
  const search = new RegExp(BEGINNINGS, 'g');
  for (let match = search.exec(text); match !== null; match = search.exec(text)) {
    const range = formThatBegins(text, search.lastIndex);
    if (range === undefined) continue;
    found.push(range);
    if (range.kind === 'aws') found.push(...awsSecretsNear(text, range));
    // A credential is not searched once more, or a text of nothing but beginnings would take the square of its length.
    search.lastIndex = Math.max(search.lastIndex, range.end);
  }
  return found;
}

/** The credential whose beginning ends at `at`. */
function formThatBegins(text: string, at: number): SecretRange | undefined {
  for (const { text: beginning, kind, mayFollowWord, rest } of ALL) {
    if (!text.endsWith(beginning, at)) continue;
    const start = at - beginning.length;
    if (!mayFollowWord && /[A-Za-z0-9]/.test(text[start - 1] ?? '')) continue;
    rest.lastIndex = at;
    const match = rest.exec(text);
    if (match === null) continue;
    const [from, to] = match.indices?.groups?.secret ?? [start, rest.lastIndex];
    return { start: from, end: to, kind, tail: kind === 'pem' || kind === 'url' ? '' : tailOf(text.slice(from, to)) };
  }
  return undefined;
}

/** The distance from an access key id, before and after it, within which its secret is searched for. */
const NEAR = 200;
const SECRET_ACCESS_KEY = /(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=])/g;

/** A secret access key has no form of its own, but next to an access key id 40 characters that are no hash are one. */
function awsSecretsNear(text: string, { start, end }: SecretRange): readonly SecretRange[] {
  const from = Math.max(0, start - NEAR);
  return [...text.slice(from, end + NEAR).matchAll(SECRET_ACCESS_KEY)].flatMap(({ 0: run, index }): SecretRange[] => {
    const isMixed = /[a-z]/.test(run) && /[A-Z]/.test(run);
    return isMixed ? [{ start: from + index, end: from + index + 40, kind: 'aws', tail: tailOf(run) }] : [];
  });
}
