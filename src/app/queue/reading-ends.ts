import type { ReadingEnd } from '../../domain/history/run.ts';
import { EXIT, Failure } from '../failures.ts';
import type { Poller } from './poller.ts';
import type { ClosedReading } from './release.ts';

/** How far a reading came, for the record. */
export function readingEnd(
  { reached, wasCut }: Poller,
  given: ClosedReading | undefined,
  reachedLimit: boolean,
  keptThoughSent: number,
): ReadingEnd {
  const stoppedEarly = reachedLimit || reached !== undefined || wasCut || given === undefined;
  return { unseen: given?.unseen ?? 0, stoppedEarly, keptThoughSent };
}

/** What must be said of a reading that ended before the queue did. */
export function readingWarnings(poller: Poller): readonly string[] {
  const warnings: string[] = [];
  if (poller.reached === 'read') {
    warnings.push(`Only ${poller.seen.count} messages were read; --max-read reads more, and a selection does not.`);
  }
  if (poller.wasCut) {
    warnings.push(
      'A receive was cut off: up to ten messages that it may have taken return by themselves within five minutes.',
    );
  }
  return warnings;
}

/** The failure of a run that had to stop with too much in hand; `undefined` when it had not. */
export function tooManyInFlight(poller: Poller): Failure | undefined {
  if (poller.reached !== 'inFlight') return undefined;
  return new Failure(
    EXIT.partly,
    'TooManyInHand',
    'More messages are held or not selected than may be kept hidden from others at once, so the run stopped in order.',
    'What was to be sent of those read was sent. Mend or remove what is held, then run it again for the rest.',
  );
}
