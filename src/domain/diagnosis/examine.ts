import { type DeadLetter, eventOf } from '../dead-letter/dead-letter.ts';
import { renderFor } from '../integration/rendering.ts';
import { type DeployedTarget, targetOf, wholeEventWarning, wiringWarning } from '../integration/wiring.ts';
import { diagnose } from './diagnose.ts';
import type { Examined } from './examined.ts';
import type { RulePlace } from './obstacle.ts';

/** The facts besides the dead letter itself. */
export interface Surroundings {
  /** The rule's targets and the API destination, as they were looked up for this dead letter. */
  readonly deployed: DeployedTarget;
  /** Hosts that count as Momento's besides its own. */
  readonly endpointHosts: readonly string[];
  /** Where the rule lies, as seen from the queue and the credentials in use. */
  readonly rulePlace: RulePlace;
}

/** Renders the event of a dead letter as its target does and says why its delivery failed. Pure; never throws. */
export function examine(deadLetter: DeadLetter, { deployed, endpointHosts, rulePlace }: Surroundings): Examined {
  const event = eventOf(deadLetter);
  const rendering = event && renderFor(event, deadLetter, deployed);
  const diagnosis = diagnose(deadLetter, {
    rendering,
    destination: deployed.destination,
    endpointHosts,
    rulePlace,
    input: targetOf(deployed, deadLetter.targetArn)?.input,
  });
  return { deadLetter, deployed, rendering, diagnosis };
}

/** The assumptions about a dead letter, one sentence each; each sentence is shown once to the operator. */
export function assumptionsOf({ deadLetter, deployed, rendering, diagnosis }: Examined): readonly string[] {
  const isOurs = eventOf(deadLetter) !== undefined && deadLetter.destination !== undefined;
  const wiring = isOurs ? wiringWarning(deployed, deadLetter) : undefined;
  const whole = diagnosis.cause === 'other-target' ? undefined : wholeEventWarning(rendering?.wiring);
  return [wiring, whole].filter((warning) => warning !== undefined);
}
