import * as Flags from '@oclif/core/flags';
import type { ConnectionWords } from '../app/integration/connection.ts';

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
    default: 32,
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

/** The connection flags as oclif parsed them. */
export interface ConnectionFlags {
  readonly stack?: string | undefined;
  readonly queue?: string | undefined;
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
  readonly 'endpoint-url'?: string | undefined;
  readonly sandbox?: boolean;
  readonly integration?: string | undefined;
  readonly 'endpoint-host'?: readonly string[] | undefined;
}

/** What the flags say about where the integration is. */
export function connectionWords(flags: ConnectionFlags): ConnectionWords {
  return {
    stack: flags.stack,
    queue: flags.queue,
    region: flags.region,
    profile: flags.profile,
    endpointUrl: flags['endpoint-url'],
    sandbox: flags.sandbox ?? false,
    integration: flags.integration,
    endpointHosts: flags['endpoint-host'],
  };
}
