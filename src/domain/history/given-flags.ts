const HIDDEN = '…';
/** Flags whose value may be a piece of a payload. */
const TELLS_PAYLOAD: ReadonlySet<string> = new Set(['--match']);
const CREDENTIALS_IN_URL = /(\/\/)[^/@\s]*@/g;

/** The words of a command line as one line for the record, without what may be a payload or a credential. */
export function givenFlags(words: readonly string[]): string {
  return words.map((word, at) => (TELLS_PAYLOAD.has(words[at - 1] ?? '') ? HIDDEN : told(word))).join(' ');
}

function told(word: string): string {
  const [name = '', ...value] = word.split('=');
  if (TELLS_PAYLOAD.has(name) && value.length > 0) return `${name}=${HIDDEN}`;
  return word.replace(CREDENTIALS_IN_URL, `$1${HIDDEN}@`);
}
