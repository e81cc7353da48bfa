import type { DestinationFigures } from './destination-figures.ts';
import { mapCounts, RULE_FIGURES, type TotalsOf } from './figures.ts';
import { growth } from './series.ts';
import type { Snapshot } from './snapshot.ts';

/** By how much each count grew since an earlier snapshot. Null where the snapshots cannot be compared: there is no earlier one, or it has another range. */
export type DestinationDelta = TotalsOf<typeof RULE_FIGURES>;

/** How much came for a destination of `now` since `before`. */
export function destinationDelta(
  before: Snapshot | undefined,
  now: Snapshot,
  figures: DestinationFigures,
): DestinationDelta {
  const earlier = before?.destinations.find((other) => isSameRoute(other, figures));
  return mapCounts(RULE_FIGURES, (name) =>
    before === undefined || earlier === undefined
      ? null
      : growth(earlier.series[name], before.window, figures.series[name], now.window),
  );
}

/** The growth of a figure; null for one that is no count, such as a latency. */
export function grownOf(delta: DestinationDelta, figure: keyof typeof RULE_FIGURES | undefined): number | null {
  return (delta as Partial<Record<string, number | null>>)[figure ?? ''] ?? null;
}

/** By how many messages the queue is fuller than it was; negative when it is emptier. */
export function depthDelta(before: Snapshot | undefined, now: Snapshot): number | null {
  if (!before?.queue || !now.queue) return null;
  return now.queue.level.visible - before.queue.level.visible;
}

function isSameRoute(one: DestinationFigures, other: DestinationFigures): boolean {
  return one.route.rule.arn === other.route.rule.arn && one.route.target.id === other.route.target.id;
}
