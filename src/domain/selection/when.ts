const AGO = /^(\d{1,6})\s*(s|m|h|d|w)$/;
const MILLISECONDS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(?:Z|([+-]\d{2}):?(\d{2}))?)?$/;

/**
 * A point in time as an operator says it: an ISO time, or how long ago (`30m`, `2h`, `3d`). A time without a zone is UTC,
 * as all times are shown. Milliseconds since the epoch; `undefined` for anything else, a 31st of February too.
 */
export function parseWhen(text: string, now: number): number | undefined {
  const ago = AGO.exec(text.trim());
  if (ago) return now - Number(ago[1]) * (MILLISECONDS[ago[2] as string] as number);
  const [, day, time = '00:00', hours, minutes] = ISO.exec(text.trim()) ?? [];
  if (day === undefined || !isDay(day)) return undefined;
  const at = Date.parse(`${day}T${time}${hours === undefined ? 'Z' : `${hours}:${minutes}`}`);
  return Number.isNaN(at) ? undefined : at;
}

/** Date.parse takes a day that the month does not have for one of the next month. */
function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}
