import type { EndpointKind } from '../../domain/history/run.ts';
import { parseQueueAddress, type QueueAddress, regionOf } from '../../domain/integration/queue-address.ts';
import { usage } from '../failures.ts';

/** The connection flags, as the operator gave them; undefined where a flag is absent. */
export interface ConnectionWords {
  readonly stack: string | undefined;
  readonly queue: string | undefined;
  readonly region: string | undefined;
  readonly profile: string | undefined;
  readonly endpointUrl: string | undefined;
  readonly sandbox: boolean;
  /** The name of one of several integrations in the account. */
  readonly integration?: string | undefined;
  /** Hosts that count as Momento's. */
  readonly endpointHosts?: readonly string[] | undefined;
}

/** The location of the integration, without contradictions. Without stack and queue: the quick-start's default stack, else the only integration of the account. */
export interface Connection {
  readonly queue: QueueAddress | undefined;
  readonly stack: string | undefined;
  readonly region: string | undefined;
  readonly profile: string | undefined;
  readonly endpoint: string | undefined;
  readonly sandbox: boolean;
  readonly integration?: string | undefined;
  readonly endpointHosts?: readonly string[] | undefined;
}

/** Which AWS endpoint a connection uses, for the ledger; `configured`: endpoints of the environment and the profile. */
export function endpointKindOf(
  { sandbox, endpoint }: Connection,
  configured: readonly (string | undefined)[],
): EndpointKind {
  if (sandbox) return 'sandbox';
  return endpoint === undefined && configured.every((one) => !one) ? 'aws' : 'other';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The sandbox's region; it exists nowhere else. */
const SANDBOX_REGION = 'us-east-1';
/** The default address of `momento-eb sandbox`. */
export const DEFAULT_SANDBOX_URL = 'http://127.0.0.1:4577';

/**
 * Builds one connection from the flags and, where they are absent, from the environment (`MOMENTO_EB_QUEUE`,
 * `MOMENTO_EB_STACK`, `MOMENTO_EB_SANDBOX_URL`). Throws a usage Failure for values that are invalid, that contradict each
 * other, or that would send requests elsewhere than to the named queue.
 */
export function connect(flags: ConnectionWords, environment: Environment): Connection {
  refuseEmpty(flags);
  if (flags.endpointUrl !== undefined && !isHttp(flags.endpointUrl)) {
    throw usage(`--endpoint-url "${flags.endpointUrl}" is not an http or https URL.`, 'Example: http://127.0.0.1:4566');
  }
  if (flags.stack !== undefined && flags.queue !== undefined) {
    throw usage('--stack and --queue both name the dead letter queue.', 'Give one of them.');
  }
  if (flags.sandbox && (flags.profile !== undefined || flags.region !== undefined || flags.endpointUrl !== undefined)) {
    throw usage('--sandbox talks to the local sandbox only.', 'Leave out --profile, --region and --endpoint-url.');
  }
  if (flags.stack !== undefined && flags.integration !== undefined) {
    throw usage('--stack and --integration both name the integration.', 'Give one of them.');
  }
  const said = flags.stack ?? flags.queue ?? flags.integration;
  const queueText = flags.queue ?? (said === undefined ? environment.MOMENTO_EB_QUEUE || undefined : undefined);
  const queue = queueText === undefined ? undefined : addressOf(queueText);
  const queueRegion = regionOf(queue);
  const endpoint = flags.sandbox ? sandboxUrl(environment) : flags.endpointUrl;
  if (flags.region !== undefined && queueRegion !== undefined && flags.region !== queueRegion) {
    throw usage(
      `--region ${flags.region} contradicts the queue, which is in ${queueRegion}.`,
      'Events go back to the region of their queue; leave out --region.',
    );
  }
  const region = flags.sandbox ? SANDBOX_REGION : (queueRegion ?? flags.region ?? regionOfEnvironment(environment));
  // A profile may name an endpoint; that is known only when it is read.
  const mayHaveEndpoint = endpoint ?? (flags.profile || environment.AWS_PROFILE);
  if (!mayHaveEndpoint)
    refuseStrangeHost(queue, region, environment.AWS_ENDPOINT_URL || environment.AWS_ENDPOINT_URL_SQS);
  return {
    queue,
    stack:
      flags.stack ??
      (queue === undefined && said === undefined ? environment.MOMENTO_EB_STACK || undefined : undefined),
    region,
    profile: flags.profile,
    endpoint,
    sandbox: flags.sandbox,
    integration: flags.integration,
    endpointHosts: flags.endpointHosts,
  };
}

/** An empty value comes from an unset variable in a script; to ignore it would read another queue than the one meant. */
function refuseEmpty(flags: ConnectionWords): void {
  for (const name of ['stack', 'queue', 'region', 'profile', 'integration'] as const) {
    if (flags[name] === '') throw usage(`--${name} is empty.`, `Give a ${name}, or leave out --${name}.`);
  }
}

/** The SDK reads AWS_REGION only; AWS's other tools read both. An empty variable is not set. */
function regionOfEnvironment({ AWS_REGION, AWS_DEFAULT_REGION }: Environment): string | undefined {
  return AWS_REGION || AWS_DEFAULT_REGION || undefined;
}

/**
 * The SDK sends requests to the endpoint of the region, whatever host the queue's URL names. A host that is not SQS's means
 * an emulator or a proxy, so without an endpoint they would go to AWS instead, perhaps to a queue of that name.
 */
export function refuseStrangeHost(
  queue: QueueAddress | undefined,
  region: string | undefined,
  endpoint: string | undefined,
): void {
  if (queue?.kind !== 'url' || queue.region !== undefined || endpoint) return;
  const { origin, host } = new URL(queue.url);
  const otherwise = `SQS in ${region ?? 'the region of your profile'}`;
  throw usage(
    `The host of the queue, ${host}, is not an SQS host, and no endpoint is given: requests would go to ${otherwise}.`,
    `If they are meant for ${host}, add --endpoint-url ${origin}`,
  );
}

function isHttp(text: string): boolean {
  return /^https?:$/.test(URL.parse(text)?.protocol ?? '');
}

function sandboxUrl(environment: Environment): string {
  const url = environment.MOMENTO_EB_SANDBOX_URL || DEFAULT_SANDBOX_URL;
  const host = URL.parse(url)?.hostname;
  if (host === '127.0.0.1' || host === 'localhost' || host === '[::1]') return url;
  throw usage(`MOMENTO_EB_SANDBOX_URL is ${url}, which is not this machine.`, 'The sandbox listens on 127.0.0.1 only.');
}

function addressOf(text: string): QueueAddress {
  const address = parseQueueAddress(text);
  if (address !== undefined) return address;
  throw usage(
    `"${text}" is not a queue URL, ARN or name.`,
    'Example: --queue https://sqs.us-east-1.amazonaws.com/123456789012/my-dlq',
  );
}
