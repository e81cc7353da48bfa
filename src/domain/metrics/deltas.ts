import type { DestinationFigures } from './destination-figures.ts';
import { growth } from './series.ts';
import type { Snapshot } from './snapshot.ts';

/** What came since the last look. Null where that cannot be told: the first look, another range. */
export interface DestinationDelta {
  readonly invocations: number | null;
  readonly retries: number | null;
  readonly failed: number | null;
  readonly sentToDlq: number | null;
  readonly failedToReachDlq: number | null;
}

const NOTHING_KNOWN: DestinationDelta = {
  invocations: null,
  retries: null,
  failed: null,
  sentToDlq: null,
  failedToReachDlq: null,
};

/** How much came for a destination of `now` since `before`. */
export function destinationDelta(
  before: Snapshot | undefined,
  now: Snapshot,
  figures: DestinationFigures,
): DestinationDelta {
  const earlier = before?.destinations.find((other) => isSameRoute(other, figures));
  if (before === undefined || earlier === undefined) return NOTHING_KNOWN;
  const grown = (name: keyof DestinationDelta) =>
    growth(earlier.series[name], before.window, figures.series[name], now.window);
  return {
    invocations: grown('invocations'),
    retries: grown('retries'),
    failed: grown('failed'),
    sentToDlq: grown('sentToDlq'),
    failedToReachDlq: grown('failedToReachDlq'),
  };
}

/** By how many messages the queue is fuller than it was; negative when it is emptier. */
export function depthDelta(before: Snapshot | undefined, now: Snapshot): number | null {
  if (!before?.queue || !now.queue) return null;
  return now.queue.level.visible - before.queue.level.visible;
}

function isSameRoute(one: DestinationFigures, other: DestinationFigures): boolean {
  return one.route.rule.arn === other.route.rule.arn && one.route.target.id === other.route.target.id;
}
