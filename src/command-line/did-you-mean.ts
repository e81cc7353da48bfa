import { closest } from '../domain/text/closest.ts';

/** "Did you mean "key-conflict"?" for a mistyped word, with every candidate that is as close; undefined when none is. */
export function didYouMean(word: string, candidates: readonly string[]): string | undefined {
  return askAbout(closest(word, candidates));
}

/** "Did you mean …?" for these candidates; undefined without candidates. */
export function askAbout(meant: readonly string[]): string | undefined {
  const quoted = meant.map((each) => `"${each}"`);
  const others = quoted.slice(0, -1).join(', ');
  const last = quoted.at(-1);
  return last === undefined ? undefined : `Did you mean ${others === '' ? '' : `${others} or `}${last}?`;
}
