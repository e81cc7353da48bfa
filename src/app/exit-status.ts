import { type AlarmLevel, alarmsOf } from '../domain/metrics/alarms.ts';
import type { Snapshot } from '../domain/metrics/snapshot.ts';
import { isPartly } from '../domain/redrive/outcome.ts';
import { EXIT, type ExitStatus, type Failure, strongest } from './failures.ts';
import type { RedriveEnd } from './redrive/redrive-events.ts';

/** How a reading of the queue ended. */
interface End {
  readonly interrupted: boolean;
  readonly failure: Failure | undefined;
  /** Messages that could not be read, and in-flight messages that could not be released. */
  readonly unseen: number;
  readonly stuck: number;
}

/** The exit status of a command that only reads the queue. */
export function statusOfReading({ interrupted, failure, unseen, stuck }: End): ExitStatus {
  return strongest([
    interrupted ? EXIT.interrupted : EXIT.done,
    failure?.exit ?? EXIT.done,
    unseen + stuck > 0 ? EXIT.partly : EXIT.done,
  ]);
}

/** The exit status of a report: 3 where something could not be read, or where an alarm of a level in `failOn` was raised. */
export function statusOfStats(snapshot: Snapshot, failOn: ReadonlySet<AlarmLevel>): ExitStatus {
  const isUnhealthy = alarmsOf(snapshot).some(({ level }) => failOn.has(level));
  return snapshot.warnings.length > 0 || isUnhealthy ? EXIT.partly : EXIT.done;
}

/** The exit status of a redrive. A dry run is done when it could plan, whatever the plan says; edits of messages that are not there are never done. */
export function statusOfRedrive(end: RedriveEnd, dryRun: boolean): ExitStatus {
  return strongest([
    statusOfReading(end),
    end.allRefused ? EXIT.refused : EXIT.done,
    !dryRun && isPartly(end.tally) ? EXIT.partly : EXIT.done,
    end.unmet.length > 0 ? EXIT.partly : EXIT.done,
  ]);
}
