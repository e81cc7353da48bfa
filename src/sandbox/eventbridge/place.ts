/** Where the sandbox pretends to be. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/** What a service's ARN begins with: `arn:aws:SERVICE:REGION:ACCOUNT:`. */
export function arnOf(place: Place, service: string, resource: string): string {
  return `arn:aws:${service}:${place.region}:${place.account}:${resource}`;
}

/** An event bus's ARN. */
export function busArn(place: Place, bus: string): string {
  return arnOf(place, 'events', `event-bus/${bus}`);
}

/** A rule's ARN; the default bus does not appear in it. */
export function ruleArn(place: Place, bus: string, rule: string): string {
  return arnOf(place, 'events', bus === 'default' ? `rule/${rule}` : `rule/${bus}/${rule}`);
}
