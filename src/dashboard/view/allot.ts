/** How many rows something must have and how many it could use. */
export interface Demand {
  readonly least: number;
  readonly most: number;
}

/**
 * Shares out the rows: each gets its least while there are any, then what is left goes to the first that could use more,
 * and so on. Together never more than `rows`.
 */
export function allot(rows: number, demands: readonly Demand[]): readonly number[] {
  let left = rows;
  const given = demands.map(({ least, most }) => {
    const share = Math.min(least, most, left);
    left -= share;
    return share;
  });
  return given.map((share, at) => {
    const more = Math.min(left, Math.max(0, (demands[at]?.most ?? 0) - share));
    left -= more;
    return share + more;
  });
}
