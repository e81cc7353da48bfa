import type { Failure } from '../../app/failures.ts';
import type { Sample } from '../../app/list/sample.ts';
import type { DestinationFigures } from '../../domain/metrics/destination-figures.ts';
import type { RangeName } from '../../domain/metrics/range.ts';
import type { Snapshot } from '../../domain/metrics/snapshot.ts';
import type { LevelReading } from '../../domain/metrics/trend.ts';

/** What a sample of the queue has shown so far. */
export type Causes =
  | { readonly kind: 'not-read' }
  | { readonly kind: 'reading'; readonly read: number }
  | { readonly kind: 'sampled'; readonly sample: Sample }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly stuck: number };

/** The last refresh failed. `again` is when the next one is made, in epoch milliseconds. */
export interface Trouble {
  readonly failure: Failure;
  readonly again: number;
}

/** All that the dashboard knows. This and the size of the terminal determine what it shows. */
export interface DashboardState {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly startedAt: number;
  /** The chosen range; the snapshot shown may still have another one. */
  readonly range: RangeName;
  readonly paused: boolean;
  /** The last snapshot that could be made. */
  readonly snapshot: Snapshot | undefined;
  /** The snapshot before the metrics were last read, for deltas. */
  readonly baseline: Snapshot | undefined;
  /** What the last refreshes read of the queue, for its trend. */
  readonly readings: readonly LevelReading[];
  readonly trouble: Trouble | undefined;
  readonly causes: Causes;
  /** Can the queue be sampled at all? */
  readonly canSample: boolean;
  /** Index among the destinations, then the queue, the causes and the notices. */
  readonly focus: number;
  /** The focused panel is shown alone. */
  readonly opened: boolean;
  readonly help: boolean;
  readonly refreshes: number;
  readonly failedRefreshes: number;
}

/** What has the focus. The arrows go through the destinations, the queue, the causes, and then the notices above them. */
export type Focused =
  | { readonly kind: 'destination'; readonly figures: DestinationFigures }
  | { readonly kind: 'queue' }
  | { readonly kind: 'causes' }
  | { readonly kind: 'notice'; readonly index: number };

/** The state before the first refresh. */
export function beginning(range: RangeName, now: number, canSample: boolean): DashboardState {
  return {
    now,
    startedAt: now,
    range,
    paused: false,
    snapshot: undefined,
    baseline: undefined,
    readings: [],
    trouble: undefined,
    causes: { kind: 'not-read' },
    canSample,
    focus: 0,
    opened: false,
    help: false,
    refreshes: 0,
    failedRefreshes: 0,
  };
}

/** How many messages of the last sample could not be released; they return when their visibility timeout ends. */
export function stuck({ causes }: DashboardState): number {
  switch (causes.kind) {
    case 'sampled':
      return causes.sample.stuck;
    case 'failed':
      return causes.stuck;
    case 'not-read':
    case 'reading':
      return 0;
  }
}
