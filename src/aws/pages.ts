/** A list of this many pages does not end by itself: the largest list of an account is far below. */
const MOST_PAGES = 1_000;

/** A list whose pages lead on for ever. */
export class EndlessPages extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'EndlessNextToken';
  }
}

/** Answers the token of the next page; throws EndlessPages for one that came before, and for too many. */
export function pageGuard(): (token: unknown) => string | undefined {
  const seen = new Set<string>();
  return (token) => {
    if (token === undefined || token === null || token === '') return undefined;
    if (typeof token !== 'string') throw new EndlessPages('the token of the next page is not a text.');
    if (seen.has(token)) throw new EndlessPages('the token of the next page came before.');
    seen.add(token);
    if (seen.size >= MOST_PAGES) throw new EndlessPages(`the list did not end after ${MOST_PAGES} pages.`);
    return token;
  };
}

/** All items of a list for which the SDK has no paginator. */
export async function allPages<T>(
  read: (token: string | undefined) => Promise<{ readonly items: readonly T[]; readonly next: unknown }>,
): Promise<readonly T[]> {
  const all: T[] = [];
  const guard = pageGuard();
  let token: string | undefined;
  do {
    const { items, next } = await read(token);
    all.push(...items);
    token = guard(next);
  } while (token !== undefined);
  return all;
}
