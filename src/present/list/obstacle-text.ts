import type { Obstacle } from '../../domain/diagnosis/obstacle.ts';
import type { RuleAddress } from '../../domain/eventbridge/arn.ts';

/** Why an event cannot be sent from here, as a half-sentence, and the flag or the credentials that help. */
export function obstacleText(obstacle: Obstacle, rule: Pick<RuleAddress, 'account'> | undefined): string {
  switch (obstacle) {
    case 'rule-unknown':
      return 'it names no rule, so its bus is not known; if it belongs on a bus, name the rule: --send-to-rule RULE';
    case 'other-account':
      return `its rule belongs to account ${rule?.account ?? '?'}; redrive it with credentials of that account that may also receive from and delete in this queue: --queue ARN --profile PROFILE`;
    case 'other-region':
      return 'its rule is in another region than the queue; redrive it from a queue there';
    case 'source-reserved':
      return 'PutEvents refuses a source that begins with "aws."; give it another: --fix --set source=NAME';
  }
}
