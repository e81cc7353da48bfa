import type { Snapshot } from '../../domain/metrics/snapshot.ts';
import type { Failure } from '../failures.ts';

/** The events of repeated refreshes. After a failure the last good snapshot stays, and the refresh is retried. */
export type StatsEvent =
  | {
      readonly kind: 'snapshot';
      readonly snapshot: Snapshot;
      /** The good snapshot before this one, for deltas. */
      readonly before: Snapshot | undefined;
    }
  | {
      readonly kind: 'failed';
      readonly failure: Failure;
      readonly last: Snapshot | undefined;
      /** Age of the last good snapshot in milliseconds; undefined without one. */
      readonly age: number | undefined;
      readonly retryInMs: number;
    };
