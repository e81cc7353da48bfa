import { duration } from '../style/time.ts';

/** The progress of long work. `total` is approximate and may be exceeded. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly elapsedMilliseconds: number;
}

const TOO_SOON_MS = 500;

/** One line: `read 340 of about 2000 · 700/s · 2 s left`. Rate and time left only once they mean something. */
export function progressText(what: string, { done, total, elapsedMilliseconds }: Progress): string {
  const parts = [`${what} ${done} of about ${Math.max(done, total)}`];
  if (elapsedMilliseconds > TOO_SOON_MS && done > 0) {
    const rate = (done / elapsedMilliseconds) * 1000;
    parts.push(`${Math.round(rate)}/s`);
    if (total > done) parts.push(`${duration(((total - done) / rate) * 1000)} left`);
  }
  return parts.join(' · ');
}
