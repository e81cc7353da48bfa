const AGO = /^(\d{1,6})\s*(s|m|h|d|w)$/;
const MILLISECONDS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const ISO = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** A point in time as an operator says it: an ISO time, or how long ago (`30m`, `2h`, `3d`). Milliseconds since the epoch. */
export function parseWhen(text: string, now: number): number | undefined {
  const ago = AGO.exec(text.trim());
  if (ago) return now - Number(ago[1]) * (MILLISECONDS[ago[2] as string] as number);
  const at = ISO.test(text.trim()) ? Date.parse(text.trim()) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}
