import type { Snapshot } from '../../domain/metrics/snapshot.ts';
import type { Failure } from '../failures.ts';

/** What a series of looks tells. After a failure the last good snapshot stands, and it is tried again. */
export type StatsEvent =
  | {
      readonly kind: 'snapshot';
      readonly snapshot: Snapshot;
      /** The good one before this, for deltas. */
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
