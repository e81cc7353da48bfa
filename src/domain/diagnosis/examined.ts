import type { DeadLetter } from '../dead-letter/dead-letter.ts';
import type { Rendering } from '../integration/rendering.ts';
import type { DeployedTarget } from '../integration/wiring.ts';
import type { Diagnosis } from './diagnosis.ts';

/** A dead letter with its wiring, its rendered request and its diagnosis. */
export interface Examined {
  readonly deadLetter: DeadLetter;
  readonly deployed: DeployedTarget;
  /** Undefined where the body is no whole event or no target for it is known. */
  readonly rendering: Rendering | undefined;
  readonly diagnosis: Diagnosis;
}
