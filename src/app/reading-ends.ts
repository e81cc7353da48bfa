import type { ReadingEnd } from '../domain/history/run.ts';
import { EXIT, Failure } from './failures.ts';
import type { GivenBack } from './give-back.ts';
import type { Polling } from './poll.ts';

/** How far a reading came, for the record. */
export function readingEnd(
  { reached, wasCut }: Polling,
  given: GivenBack | undefined,
  reachedLimit: boolean,
  keptThoughSent: number,
): ReadingEnd {
  const stoppedEarly = reachedLimit || reached !== undefined || wasCut || given === undefined;
  return { unseen: given?.unseen ?? 0, stoppedEarly, keptThoughSent };
}

/** What must be said of a reading that ended before the queue did. */
export function readingWarnings(polling: Polling): readonly string[] {
  const warnings: string[] = [];
  if (polling.reached === 'read') {
    warnings.push(`Only ${polling.seen.count} messages were read; --max-read reads more, and a selection does not.`);
  }
  if (polling.wasCut) {
    warnings.push(
      'A receive was cut off: up to ten messages that it may have taken return by themselves within five minutes.',
    );
  }
  return warnings;
}

/** The failure of a run that had to stop with too much in hand; `undefined` when it had not. */
export function tooManyInHand(polling: Polling): Failure | undefined {
  if (polling.reached !== 'inHand') return undefined;
  return new Failure(
    EXIT.partly,
    'TooManyInHand',
    'More messages are held or not selected than may be kept hidden from others at once, so the run stopped in order.',
    'What was to be sent of those read was sent. Mend or remove what is held, then run it again for the rest.',
  );
}
