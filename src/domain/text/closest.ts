/** A candidate is close when no more than a third of its characters must change, and never more than three. */
const LARGEST_SHARE = 1 / 3;
const MOST_CHANGES = 3;
/** No command or flag is as long as this; longer words are not compared. */
const LONGEST_WORD = 100;

/**
 * The candidates that a mistyped word may mean, the nearest ones only, in their order; none when no
 * candidate is close. Upper and lower case count the same.
 */
export function closest(word: string, candidates: readonly string[]): readonly string[] {
  if (word.length > LONGEST_WORD) return [];
  let least = Number.POSITIVE_INFINITY;
  let found: string[] = [];
  for (const candidate of new Set(candidates)) {
    const changes = changesBetween(word.toLowerCase(), candidate.toLowerCase());
    if (changes > allowedFor(candidate) || changes > least) continue;
    if (changes < least) found = [];
    least = changes;
    found.push(candidate);
  }
  return found;
}

function allowedFor(candidate: string): number {
  return Math.min(MOST_CHANGES, Math.max(1, Math.floor(candidate.length * LARGEST_SHARE)));
}

/**
 * How many characters must be inserted, removed, replaced or exchanged with their neighbour to make one word of the
 * other: the Damerau-Levenshtein distance in which no part is changed twice (optimal string alignment).
 */
export function changesBetween(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let row = 1; row <= from.length; row += 1) {
    const here = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      const isExchanged = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      here[column] = Math.min(
        at(last, column) + 1,
        at(here, column - 1) + 1,
        at(last, column - 1) + (isSame ? 0 : 1),
        isExchanged ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    beforeLast = last;
    last = here;
  }
  return at(last, to.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
