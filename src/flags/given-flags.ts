import { readMemberPath } from '../domain/repair/member-path.ts';

const HIDDEN = '…';
const CREDENTIALS_IN_URL = /(\/\/)[^/@\s]*@/g;

/** Flags whose value is, or holds, a part of a payload, with the part of the value that may be recorded. */
const TELLS_PAYLOAD: ReadonlyMap<string, (value: string) => string> = new Map([
  ['--match', () => HIDDEN],
  ['--set', pathOnly],
]);

/** The words of a command line as one line for the ledger, without payloads and credentials. */
export function givenFlags(words: readonly string[]): string {
  return words.map((word, at) => TELLS_PAYLOAD.get(words[at - 1] ?? '')?.(word) ?? told(word)).join(' ');
}

function told(word: string): string {
  const at = word.indexOf('=');
  const tell = at < 0 ? undefined : TELLS_PAYLOAD.get(word.slice(0, at));
  if (tell !== undefined) return `${word.slice(0, at)}=${tell(word.slice(at + 1))}`;
  return word.replace(CREDENTIALS_IN_URL, `$1${HIDDEN}@`);
}

/** The path of `PATH=VALUE`, which the edits hold too; nothing of a text that has none. */
function pathOnly(text: string): string {
  const read = readMemberPath(text);
  return read.kind === 'path' && text[read.end] === '=' ? `${text.slice(0, read.end)}=${HIDDEN}` : HIDDEN;
}
