// Without what is taken for one another when read out or typed: 0 o, 1 i l, u v.
const LETTERS = '23456789abcdefghjkmnpqrstwxyz';

/**
 * A run's id as people say it: month and day, hour and minute in UTC, and three letters by chance: `1125-2048-k7q`.
 * `random` gives a whole number from 0 up to but not including its argument.
 */
export function newRunId(now: number, random: (below: number) => number): string {
  const [, month, day, hour, minute] = /-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(new Date(now).toISOString()) ?? [];
  const letters = Array.from({ length: 3 }, () => LETTERS[random(LETTERS.length)]).join('');
  return `${month}${day}-${hour}${minute}-${letters}`;
}
