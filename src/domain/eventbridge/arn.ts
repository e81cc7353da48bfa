import { remembering } from '../text/remembering.ts';

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

/** A connection's ARN taken apart: `…:connection/NAME/UUID`. */
export interface ConnectionAddress {
  readonly arn: string;
  readonly name: string;
}

const EVENTS_ARN = /^arn:([a-z][a-z0-9-]{0,30}):events:([a-z0-9-]{1,40}):(\d{12}):([!-~]{1,1000})$/;
// API reference, "PutRule" and "CreateApiDestination": a name has 1 to 64 of these characters.
const NAME = /^[\w.-]{1,64}$/;
// A bus's name may hold slashes: a partner's bus is called `aws.partner/PARTNER/…`.
const BUS = /^[\w.-][\w./-]{0,255}$/;

/** Takes a rule's ARN apart; `undefined` for anything that is not one. */
export const parseRuleArn = remembering((text: string): RuleAddress | undefined => {
  const parts = partsOf(text, 'rule/');
  if (parts === undefined) return undefined;
  const { partition, region, account, rest } = parts;
  const slash = rest.lastIndexOf('/');
  const bus = slash < 0 ? 'default' : rest.slice(0, slash);
  const name = rest.slice(slash + 1);
  if (!NAME.test(name) || !BUS.test(bus)) return undefined;
  const busArn = `arn:${partition}:events:${region}:${account}:event-bus/${bus}`;
  return { arn: text, partition, region, account, bus, busArn, name };
});

/** The address of a rule that lies where the resource with the ARN `home` lies; `undefined` where a part cannot be one. */
export function ruleAddress(home: string, bus: string, name: string): RuleAddress | undefined {
  const [, partition = '', , region = '', account = ''] = home.split(':');
  const onBus = bus === 'default' ? name : `${bus}/${name}`;
  return parseRuleArn(`arn:${partition}:events:${region}:${account}:rule/${onBus}`);
}

/** The rule that a text names: by its ARN, as NAME on the default bus or as BUS/NAME, where the resource `home` lies; `undefined` for no rule. */
export function ruleNamed(text: string, home: string): RuleAddress | undefined {
  if (text.startsWith('arn:')) return parseRuleArn(text);
  const slash = text.lastIndexOf('/');
  return ruleAddress(home, slash < 0 ? 'default' : text.slice(0, slash), text.slice(slash + 1));
}

/** Takes an API destination's ARN apart; `undefined` for anything that is not one. */
export const parseApiDestinationArn = remembering((text: string): ApiDestinationAddress | undefined =>
  nameAndId(text, 'api-destination/'),
);

/** Takes a connection's ARN apart; `undefined` for anything that is not one. */
export const parseConnectionArn = remembering((text: string): ConnectionAddress | undefined => {
  const found = nameAndId(text, 'connection/');
  return found && { arn: text, name: found.name };
});

function nameAndId(text: string, resource: string): ApiDestinationAddress | undefined {
  const parts = partsOf(text, resource);
  if (parts === undefined) return undefined;
  const { region, account, rest } = parts;
  const [name = '', id = '', ...more] = rest.split('/');
  if (!NAME.test(name) || id === '' || more.length > 0) return undefined;
  return { arn: text, region, account, name };
}

function partsOf(text: string, resource: string) {
  const [, partition = '', region = '', account = '', whole = ''] = EVENTS_ARN.exec(text) ?? [];
  return whole.startsWith(resource) ? { partition, region, account, rest: whole.slice(resource.length) } : undefined;
}

/** Partition, region and account of any ARN, as one text to compare. */
export const homeOf = remembering((arn: string): string => {
  const [, partition, , region, account] = arn.split(':');
  return [partition, region, account].join(':');
});
