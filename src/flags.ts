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

/** The answer as one document; the same on every command that tells of messages or runs. */
export const jsonFlag = Flags.boolean({ helpGroup: 'OUTPUT', description: 'one JSON document on standard output' });

/** In what form a command answers that tells of many messages. */
export const outputFlags = {
  json: jsonFlag,
  output: Flags.string({
    helpGroup: 'OUTPUT',
    options: ['ndjson', 'csv'],
    description: 'one line for each, as soon as it is known; the totals are the last line on standard error',
  }),
};

/** Which ledger is meant. The same on every command that writes or reads one. */
export const ledgerFlag = Flags.string({
  helpGroup: 'LEDGER',
  helpValue: 'PATH',
  env: 'MOMENTO_EB_LEDGER',
  description: 'file in which runs are written down (default: ledger.db in the data folder of your user)',
});

/** How a redrive uses the ledger, and what it makes of what is unknown there. */
export const ledgerFlags = {
  ledger: ledgerFlag,
  'no-ledger': Flags.boolean({
    helpGroup: 'LEDGER',
    description: 'write nothing down: after a crash, what was sent and not deleted is sent again',
  }),
  'ledger-payloads': Flags.boolean({
    helpGroup: 'LEDGER',
    description: 'also keep events and the values of edits; without it only fingerprints are kept',
  }),
  'resend-unknown': Flags.boolean({
    helpGroup: 'LEDGER',
    description: 'send again whatever an earlier run sent without learning whether it arrived',
  }),
  'hold-unknown': Flags.boolean({
    helpGroup: 'LEDGER',
    description: 'hold all of that; default: send again what sets or deletes an item, hold what publishes to a topic',
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
    description: `go on although this check fails or could not be made: ${checks.join(', ')}`,
  });
}

/** How fast events go back. */
export const rateFlag = Flags.string({
  helpValue: 'N|TYPE=N|unlimited',
  multiple: true,
  multipleNonGreedy: true,
  delimiter: ',',
  description:
    'at most N events a second, of all or of one detail-type (repeatable; default 100,topicPublish=10: the quotas of Momento)',
});

/** A hundred years: above it somebody meant milliseconds. */
const LONGEST_TTL_SECONDS = 3_153_600_000;

/** What may be repaired and what counts as settled. */
export const repairFlags = {
  fix: Flags.boolean({
    helpGroup: 'REPAIR',
    description: 'repair what keeps its meaning: merge keys of the same bytes, spell base64 as base64url',
  }),
  prefer: Flags.string({
    helpGroup: 'REPAIR',
    options: ['key', 'key_base64'],
    description: 'with --fix: the key that stays where an event has two that differ (key-conflict)',
  }),
  ttl: Flags.integer({
    helpGroup: 'REPAIR',
    helpValue: 'SECONDS',
    min: 1,
    max: LONGEST_TTL_SECONDS,
    description: 'with --fix: the time to live where it is missing or invalid (ttl-missing, ttl-invalid)',
  }),
  'max-ttl': Flags.integer({
    helpGroup: 'REPAIR',
    helpValue: 'SECONDS',
    min: 1,
    max: LONGEST_TTL_SECONDS,
    description: 'with --fix: a longer time to live becomes this one',
  }),
  'base64-as-text': Flags.boolean({
    helpGroup: 'REPAIR',
    description: 'with --fix: a key_base64 that is no base64 at all becomes the key, where there is none',
  }),
  'escape-message': Flags.boolean({
    helpGroup: 'REPAIR',
    description: 'with --fix: a message whose quotes or line ends break the input template is escaped as JSON',
  }),
  'map-cache': Flags.string({
    helpGroup: 'REPAIR',
    helpValue: 'OLD=NEW',
    multiple: true,
    multipleNonGreedy: true,
    description: 'with --fix: events for cache OLD go to NEW (cache-not-found; repeatable)',
  }),
  set: Flags.string({
    helpGroup: 'REPAIR',
    helpValue: 'PATH=VALUE',
    multiple: true,
    multipleNonGreedy: true,
    description:
      'with --fix: every selected event gets this value (repeatable); PATH is detail.NAME, detail["any name"].NAME, detail-type or source, VALUE is JSON if it parses, else text. Completes incomplete events too',
  }),
  edits: Flags.string({
    helpGroup: 'REPAIR',
    helpValue: 'FILE',
    description:
      'with --fix: values for single messages, a line of JSON each: {"messageId": "ID", "set": {"PATH": VALUE}}; where --set names the same member the file wins',
  }),
  resolved: Flags.string({
    helpGroup: 'REPAIR',
    helpValue: 'CAUSE',
    multiple: true,
    multipleNonGreedy: true,
    delimiter: ',',
    description: 'send these too: causes outside the event that you have settled, such as cache-not-found',
  }),
};
