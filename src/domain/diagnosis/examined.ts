import type { DeadLetter } from '../dead-letter/dead-letter.ts';
import type { Wiring } from '../integration/wiring.ts';
import type { Diagnosis } from './diagnosis.ts';

/** A dead letter with all that is known of it: how its target is wired and why it failed. */
export interface Examined {
  readonly deadLetter: DeadLetter;
  readonly wiring: Wiring | undefined;
  readonly diagnosis: Diagnosis;
}
