import { parseApiDestinationArn, type RuleAddress } from '../eventbridge/arn.ts';
import type { Target } from '../eventbridge/target.ts';
import { type DeadLetter, eventOf } from './dead-letter.ts';

/** Does the dead letter hold a whole event and name no rule, so that the operator may name one? */
export function lacksRule(deadLetter: DeadLetter): boolean {
  return deadLetter.rule === undefined && eventOf(deadLetter) !== undefined;
}

/**
 * The dead letter as one of the rule that the operator named, and of the API destination among the targets of that rule;
 * `undefined` where the rule has none or several, because it is then not known which delivery is meant. The message
 * attributes stay as they were received.
 */
export function adopt(
  deadLetter: DeadLetter,
  rule: RuleAddress,
  targets: readonly Pick<Target, 'arn'>[],
): DeadLetter | undefined {
  const destinations = targets.flatMap(({ arn }) => parseApiDestinationArn(arn) ?? []);
  const [destination] = destinations;
  if (destination === undefined || destinations.length > 1) return undefined;
  const targetArn = deadLetter.targetArn ?? destination.arn;
  return { ...deadLetter, rule, ruleArn: rule.arn, targetArn, destination: parseApiDestinationArn(targetArn) };
}
