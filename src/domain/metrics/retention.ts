import type { QueueFigures } from './queue-figures.ts';

/** With this much time left or less, the operator must act before SQS deletes the oldest message. */
const SOON_SECONDS = 86_400;

/** When SQS deletes the oldest message of a queue. */
export interface Expiry {
  /** A lower bound, as CloudWatch measures it. */
  readonly oldestAgeSeconds: number;
  /** An upper bound, because the age is a lower one. */
  readonly secondsLeft: number;
  readonly isSoon: boolean;
}

/** The expiry of the oldest message; null where its age is unknown. */
export function expiryOf({ oldestAgeSeconds, secondsToRetention }: QueueFigures): Expiry | null {
  if (oldestAgeSeconds === null || secondsToRetention === null) return null;
  return { oldestAgeSeconds, secondsLeft: secondsToRetention, isSoon: isSoon(secondsToRetention) };
}

/** Is there a day or less left? The only comparison with that day: reports, alarms, lists and the dashboard ask here. */
export function isSoon(secondsLeft: number): boolean {
  return secondsLeft <= SOON_SECONDS;
}
