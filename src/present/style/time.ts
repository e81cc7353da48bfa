const STEPS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** A length of time in its two largest units: `3 d 20 h`, `5 min`, `12 s`. */
export function duration(milliseconds: number): string {
  let rest = Math.max(0, milliseconds);
  const parts: string[] = [];
  for (const [unit, size] of STEPS) {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    if (amount > 0) parts.push(`${amount} ${unit}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(' ') || '0 s';
}

/** How long ago, in the largest unit only, as a table has room for: `3 h`; `?` where it is not known. */
export function age(at: number | null | undefined, now: number): string {
  return at === null || at === undefined
    ? '?'
    : duration(now - at)
        .split(' ', 2)
        .join(' ');
}

/** The same in a sentence: `3 h ago`. */
export function ago(at: number | null | undefined, now: number): string {
  return at === null || at === undefined ? 'unknown' : `${age(at, now)} ago`;
}

/** An absolute time for a report: `2026-11-23 18:04:11 UTC`. */
export function utc(at: number | null | undefined): string {
  const text = iso(at);
  return text === null ? 'unknown' : `${text.slice(0, 19).replace('T', ' ')} UTC`;
}

/** ISO 8601 in UTC for JSON; null where the time is not known or no time at all. */
export function iso(at: number | null | undefined): string | null {
  return at === null || at === undefined || !Number.isFinite(at) || Math.abs(at) > 8.64e15
    ? null
    : new Date(at).toISOString();
}
