import { Flags } from '@oclif/core';

/** Where the integration is. The same on every command that talks to AWS. */
export const connectionFlags = {
  stack: Flags.string({
    helpGroup: 'CONNECTION',
    helpValue: 'NAME',
    description:
      'CloudFormation stack whose queue is meant (env MOMENTO_EB_STACK; default momento-api, else what the account has)',
  }),
  queue: Flags.string({
    helpGroup: 'CONNECTION',
    helpValue: 'URL|ARN|NAME',
    description: 'dead letter queue (env MOMENTO_EB_QUEUE)',
  }),
  integration: Flags.string({
    helpGroup: 'CONNECTION',
    helpValue: 'NAME',
    description: 'which one, where the account has several without a stack: the name of its connection',
  }),
  region: Flags.string({ helpGroup: 'CONNECTION', helpValue: 'REGION', description: 'AWS region (env AWS_REGION)' }),
  profile: Flags.string({ helpGroup: 'CONNECTION', helpValue: 'NAME', description: 'AWS profile (env AWS_PROFILE)' }),
  'endpoint-url': Flags.string({
    helpGroup: 'CONNECTION',
    helpValue: 'URL',
    description: 'where all AWS requests go instead (env AWS_ENDPOINT_URL)',
  }),
  sandbox: Flags.boolean({
    helpGroup: 'CONNECTION',
    env: 'MOMENTO_EB_SANDBOX',
    description:
      'talk to a running "momento-eb sandbox", never with real credentials; where it is: MOMENTO_EB_SANDBOX_URL',
  }),
  'endpoint-host': Flags.string({
    helpGroup: 'CONNECTION',
    helpValue: 'HOST',
    multiple: true,
    multipleNonGreedy: true,
    env: 'MOMENTO_EB_ENDPOINT_HOST',
    delimiter: ',',
    description: 'a host that counts as Momento, for private endpoints (repeatable)',
  }),
  concurrency: Flags.integer({
    helpGroup: 'CONNECTION',
    helpValue: 'N',
    min: 1,
    max: 64,
    default: 8,
    description: 'pollers at once, 1 to 64',
  }),
};

/** For commands that may trust what was found of the integration a few minutes ago. */
export const refreshFlag = {
  refresh: Flags.boolean({
    helpGroup: 'CONNECTION',
    description: 'look for the integration anew, and not in what was found in the last five minutes',
  }),
};

const list = (description: string, helpValue: string) =>
  Flags.string({
    helpGroup: 'SELECTION',
    helpValue,
    description,
    multiple: true,
    multipleNonGreedy: true,
    delimiter: ',',
  });

/** Which dead letters are meant. The same on every command that selects. */
export const selectionFlags = {
  cause: list('only these causes (repeatable, or separated by commas)', 'CAUSE'),
  id: list('only these: message id, prefix of it with at least 8 characters, or event id', 'ID'),
  'detail-type': list('only events of this detail-type', 'TYPE'),
  cache: list('only events for this cache', 'NAME'),
  topic: list('only events for this topic', 'NAME'),
  rule: list('only deliveries of this rule (name or ARN)', 'RULE'),
  bus: list('only deliveries of rules on this event bus (name or ARN)', 'BUS'),
  since: Flags.string({
    helpGroup: 'SELECTION',
    helpValue: 'TIME',
    description: 'put into the queue since: 30m, 2h, 3d (ago) or an ISO time (UTC unless it says a zone)',
  }),
  until: Flags.string({
    helpGroup: 'SELECTION',
    helpValue: 'TIME',
    description: 'put into the queue until, as for --since',
  }),
  match: Flags.string({
    helpGroup: 'SELECTION',
    helpValue: 'TEXT',
    description: 'body or error contains this, in any case',
  }),
  limit: Flags.integer({
    helpGroup: 'SELECTION',
    helpValue: 'N',
    min: 1,
    description: 'at most so many of the selected',
  }),
};

/** Checks that may be waved through by name. */
export function forceFlag(checks: readonly string[]) {
  return Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    delimiter: ',',
    options: [...checks],
    helpValue: 'CHECK',
    description: 'go on although this check fails or could not be made',
  });
}

/** A hundred years: above it somebody meant milliseconds. */
const LONGEST_TTL_SECONDS = 3_153_600_000;

/** What may be repaired and what counts as settled. */
export const repairFlags = {
  fix: Flags.boolean({ helpGroup: 'REPAIR', description: 'repair events where the meaning stays the same' }),
  prefer: Flags.string({
    helpGroup: 'REPAIR',
    options: ['key', 'key_base64'],
    description: 'with --fix: which key stays where an event has two that differ',
  }),
  ttl: Flags.integer({
    helpGroup: 'REPAIR',
    helpValue: 'SECONDS',
    min: 1,
    max: LONGEST_TTL_SECONDS,
    description: 'with --fix: time to live where it is missing or invalid',
  }),
  'map-cache': Flags.string({
    helpGroup: 'REPAIR',
    helpValue: 'OLD=NEW',
    multiple: true,
    multipleNonGreedy: true,
    description: 'with --fix: events for cache OLD go to NEW (repeatable)',
  }),
  resolved: Flags.string({
    helpGroup: 'REPAIR',
    helpValue: 'CAUSE',
    multiple: true,
    multipleNonGreedy: true,
    delimiter: ',',
    description: 'causes outside the event that are settled by now, such as cache-not-found',
  }),
};
