import { parseQueueAddress, type QueueAddress, regionOf } from '../domain/integration/queue-address.ts';
import { EXIT, Failure } from './failures.ts';

/** What the operator said about where the integration is; undefined is not said. */
export interface ConnectionWords {
  readonly stack: string | undefined;
  readonly queue: string | undefined;
  readonly region: string | undefined;
  readonly profile: string | undefined;
  readonly endpointUrl: string | undefined;
  readonly sandbox: boolean;
}

/** Where the integration is, without contradictions. Without stack and queue it is the quick-start's default stack. */
export interface Connection {
  readonly queue: QueueAddress | undefined;
  readonly stack: string | undefined;
  readonly region: string | undefined;
  readonly profile: string | undefined;
  readonly endpoint: string | undefined;
  readonly sandbox: boolean;
}

/** The sandbox's region; it exists nowhere else. */
const SANDBOX_REGION = 'us-east-1';
/** Where `momento-eb sandbox` listens unless told otherwise. */
export const DEFAULT_SANDBOX_URL = 'http://127.0.0.1:4577';

/**
 * Makes one connection of what flags say and, where they are silent, of the environment (`MOMENTO_EB_QUEUE`,
 * `MOMENTO_EB_STACK`, `MOMENTO_EB_SANDBOX_URL`). Throws a usage Failure for words that contradict each other.
 */
export function connect(flags: ConnectionWords, environment: Readonly<Record<string, string | undefined>>): Connection {
  if (flags.stack !== undefined && flags.queue !== undefined) {
    throw usage('--stack and --queue both name the dead letter queue.', 'Give one of them.');
  }
  if (flags.sandbox && (flags.profile !== undefined || flags.region !== undefined || flags.endpointUrl !== undefined)) {
    throw usage('--sandbox talks to the local sandbox only.', 'Leave out --profile, --region and --endpoint-url.');
  }
  const said = flags.stack ?? flags.queue;
  const queueText = flags.queue ?? (said === undefined ? environment.MOMENTO_EB_QUEUE || undefined : undefined);
  const queue = queueText === undefined ? undefined : addressOf(queueText);
  const queueRegion = regionOf(queue);
  if (flags.region !== undefined && queueRegion !== undefined && flags.region !== queueRegion) {
    throw usage(
      `--region ${flags.region} contradicts the queue, which is in ${queueRegion}.`,
      'Events go back to the region of their queue; leave out --region.',
    );
  }
  return {
    queue,
    stack: flags.stack ?? (queue === undefined ? environment.MOMENTO_EB_STACK || undefined : undefined),
    region: flags.sandbox ? SANDBOX_REGION : (queueRegion ?? flags.region),
    profile: flags.profile,
    endpoint: flags.sandbox ? sandboxUrl(environment) : flags.endpointUrl,
    sandbox: flags.sandbox,
  };
}

function sandboxUrl(environment: Readonly<Record<string, string | undefined>>): string {
  const url = environment.MOMENTO_EB_SANDBOX_URL || DEFAULT_SANDBOX_URL;
  const host = URL.parse(url)?.hostname;
  if (host === '127.0.0.1' || host === 'localhost' || host === '[::1]') return url;
  throw usage(`MOMENTO_EB_SANDBOX_URL is ${url}, which is not this machine.`, 'The sandbox listens on 127.0.0.1 only.');
}

function addressOf(text: string): QueueAddress {
  const address = parseQueueAddress(text);
  if (address !== undefined) return address;
  throw usage(
    `"${text}" is no queue URL, ARN or name.`,
    'Example: --queue https://sqs.us-east-1.amazonaws.com/123456789012/my-dlq',
  );
}

function usage(message: string, hint: string): Failure {
  return new Failure(EXIT.usage, 'Usage', message, hint);
}
