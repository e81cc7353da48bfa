/** A rule's ARN taken apart. The default bus does not appear in it: `…:rule/NAME`; a custom bus does: `…:rule/BUS/NAME`. */
export interface RuleAddress {
  readonly arn: string;
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly bus: string;
  readonly busArn: string;
  readonly name: string;
}

/** An API destination's ARN taken apart: `…:api-destination/NAME/UUID`. */
export interface ApiDestinationAddress {
  readonly arn: string;
  readonly region: string;
  readonly account: string;
  readonly name: string;
}

/** Takes a rule's ARN apart; `undefined` for anything that is not one. */
export function parseRuleArn(_text: string): RuleAddress | undefined {
  throw new Error('to be written');
}

/** Takes an API destination's ARN apart; `undefined` for anything that is not one. */
export function parseApiDestinationArn(_text: string): ApiDestinationAddress | undefined {
  throw new Error('to be written');
}
