import type { Failure } from '../../app/failures.ts';
import type { Sample } from '../../app/list/sample.ts';
import type { DestinationFigures } from '../../domain/metrics/destination-figures.ts';
import type { RangeName } from '../../domain/metrics/range.ts';
import type { Snapshot } from '../../domain/metrics/snapshot.ts';

/** What a sample of the queue showed so far. */
export type Causes =
  | { readonly kind: 'not-looked' }
  | { readonly kind: 'reading'; readonly read: number }
  | { readonly kind: 'sampled'; readonly sample: Sample }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly stuck: number };

/** The last look did not succeed. `again` is when the next one comes, in epoch milliseconds. */
export interface Trouble {
  readonly failure: Failure;
  readonly again: number;
}

/** All that the dashboard knows; what it shows follows from this and the size of the terminal. */
export interface DashboardState {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly startedAt: number;
  /** The range that is asked for; what is shown may be older and of another one. */
  readonly range: RangeName;
  readonly paused: boolean;
  /** The last good picture. */
  readonly snapshot: Snapshot | undefined;
  /** The picture before the metrics were last read, for deltas. */
  readonly baseline: Snapshot | undefined;
  readonly trouble: Trouble | undefined;
  readonly causes: Causes;
  /** Can the queue be sampled at all? */
  readonly canSample: boolean;
  /** Counts through the destinations, then the queue, the causes, and the notices. */
  readonly focus: number;
  /** Is what has the focus shown alone? */
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

/** The state before anything was looked at. */
export function beginning(range: RangeName, now: number, canSample: boolean): DashboardState {
  return {
    now,
    startedAt: now,
    range,
    paused: false,
    snapshot: undefined,
    baseline: undefined,
    trouble: undefined,
    causes: { kind: 'not-looked' },
    canSample,
    focus: 0,
    opened: false,
    help: false,
    refreshes: 0,
    failedRefreshes: 0,
  };
}

/** How many messages of the last sample could not be handed back; they return when their lease ends. */
export function stuck({ causes }: DashboardState): number {
  switch (causes.kind) {
    case 'sampled':
      return causes.sample.stuck;
    case 'failed':
      return causes.stuck;
    case 'not-looked':
    case 'reading':
      return 0;
  }
}
