import * as Flags from '@oclif/core/flags';
import type { ConnectionWords } from '../app/integration/connection.ts';

/** The flags that locate the integration. The same on every command that calls AWS. */
export const connectionFlags = {
  stack: Flags.string({
    helpGroup: 'CONNECTION',
    helpValue: 'NAME',
    description:
      'CloudFormation stack of the queue (env MOMENTO_EB_STACK; default momento-api, else what the account has)',
  }),
  queue: Flags.string({
    helpGroup: 'CONNECTION',
    helpValue: 'URL|ARN|NAME',
    description: 'dead letter queue (env MOMENTO_EB_QUEUE)',
  }),
  integration: Flags.string({
    helpGroup: 'CONNECTION',
    helpValue: 'NAME',
    description: 'name of its connection, where the account has several integrations without a stack',
  }),
  region: Flags.string({ helpGroup: 'CONNECTION', helpValue: 'REGION', description: 'AWS region (env AWS_REGION)' }),
  profile: Flags.string({ helpGroup: 'CONNECTION', helpValue: 'NAME', description: 'AWS profile (env AWS_PROFILE)' }),
  'endpoint-url': Flags.string({
    helpGroup: 'CONNECTION',
    helpValue: 'URL',
    description: 'send all AWS requests here instead (env AWS_ENDPOINT_URL)',
  }),
  sandbox: Flags.boolean({
    helpGroup: 'CONNECTION',
    env: 'MOMENTO_EB_SANDBOX',
    description: 'use a running "momento-eb sandbox", never real credentials; MOMENTO_EB_SANDBOX_URL says where it is',
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

/** For commands that may use the integration as it was found a few minutes ago. */
export const refreshFlag = {
  refresh: Flags.boolean({
    helpGroup: 'CONNECTION',
    description: 'find the integration again instead of using what was found in the last five minutes',
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

/** The location of the integration that the flags give. */
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
