import * as Flags from '@oclif/core/flags';
import { usage } from '../app/failures.ts';
import { ruleNamed } from '../domain/eventbridge/arn.ts';

/** To which rule events go that name none. Not a selection: `--rule` and `--bus` select by the rule that a message names. */
export const sendToRuleFlag = Flags.string({
  helpValue: 'RULE',
  description:
    'the rule of whole events that name none (put here by another service or by hand): its ARN, NAME or BUS/NAME; it is checked like any other',
});

/** Any account and region will do to check whether a text names a rule at all. */
const SOMEWHERE = 'arn:aws:events:us-east-1:000000000000:';

/** The rule as it was named; throws a usage Failure for a text that names none. */
export function ruleOf(text: string | undefined): string | undefined {
  if (text === undefined || ruleNamed(text, SOMEWHERE) !== undefined) return text;
  throw usage(
    `--send-to-rule ${text} names no rule.`,
    'Give an ARN (arn:aws:events:REGION:ACCOUNT:rule/NAME), NAME for a rule on the default bus, or BUS/NAME.',
  );
}
