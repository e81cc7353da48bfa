import { isPartly } from '../domain/redrive/outcome.ts';
import { EXIT, type ExitStatus, strongest } from './failures.ts';
import type { RedriveEnd } from './redrive-events.ts';

/** The exit status of a redrive. A dry run is done when it could plan, whatever the plan says. */
export function statusOf(end: RedriveEnd, dryRun: boolean): ExitStatus {
  const partly = end.unseen + end.stuck > 0 || (!dryRun && isPartly(end.tally));
  return strongest([
    end.interrupted ? EXIT.interrupted : EXIT.done,
    end.failure?.exit ?? EXIT.done,
    end.allRefused ? EXIT.refused : EXIT.done,
    partly ? EXIT.partly : EXIT.done,
  ]);
}
