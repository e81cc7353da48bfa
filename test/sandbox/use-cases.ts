import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { Connection } from '../../src/app/integration/connection.ts';
import { NO_LEDGER } from '../../src/app/ledger/no-ledger.ts';
import { type ListRequest, list, MAX_READ } from '../../src/app/list/list.ts';
import type { QueuePort } from '../../src/app/ports.ts';
import { MAX_IN_FLIGHT } from '../../src/app/queue/limits.ts';
import { redrive } from '../../src/app/redrive/redrive.ts';
import type { RedriveEnd, RedriveEntry } from '../../src/app/redrive/redrive-events.ts';
import type { RedrivePorts, RedriveRequest } from '../../src/app/redrive/redrive-request.ts';
import { openPorts } from '../../src/composition/queue-ports.ts';
import type { Examined } from '../../src/domain/diagnosis/examined.ts';
import type { SendPolicy } from '../../src/domain/redrive/decision.ts';
import { UNLIMITED } from '../../src/domain/redrive/pace.ts';
import { NO_SELECTION } from '../../src/domain/selection/selection.ts';
import type { WholeSandbox } from '../../src/sandbox/whole-sandbox.ts';
import type { StartedIntegration } from './integrations.ts';

/** What `--sandbox` makes of where this one listens. */
export function connectionTo({ url }: WholeSandbox): Connection {
  return {
    queue: undefined,
    stack: undefined,
    region: 'us-east-1',
    profile: undefined,
    endpoint: url,
    sandbox: true,
  };
}

/**
 * The real adapters, connected as `--sandbox` connects them. Polls are short: the sandbox answers those from the whole
 * queue as well, and no test has to wait for the end of a long one.
 */
export async function portsOf(sandbox: WholeSandbox): Promise<RedrivePorts> {
  const ports = await openPorts(connectionTo(sandbox), { concurrency: 2 });
  const receive: QueuePort['receive'] = (request) => ports.queue.receive({ ...request, waitSeconds: 0 });
  return { ...ports, queue: { ...ports.queue, receive }, ledger: NO_LEDGER };
}

/** How many messages lie in the dead letter queue, visible or not. */
export async function messagesLeft({ queue }: RedrivePorts): Promise<number> {
  const { visible, inFlight, delayed } = await queue.describe();
  return visible + inFlight + delayed;
}

/** Lists the whole queue in the order of arrival; throws when a message was not seen. */
export async function listed(sandbox: WholeSandbox): Promise<readonly Examined[]> {
  const ports = await portsOf(sandbox);
  const found: Examined[] = [];
  for await (const event of list(ports, EVERYTHING, new AbortController().signal)) {
    if (event.kind === 'dead-letter') found.push(event.examined);
  }
  const left = await messagesLeft(ports);
  if (left !== found.length) throw new Error(`${left} messages in the queue, but ${found.length} were listed`);
  return found.sort((one, other) => (one.deadLetter.sentAt ?? 0) - (other.deadLetter.sentAt ?? 0));
}

const EVERYTHING: ListRequest = {
  selection: NO_SELECTION,
  endpointHosts: [],
  concurrency: 2,
  forced: new Set(),
  maxRead: MAX_READ,
  enough: () => false,
  isWhole: true,
};

/** Redrives the whole queue under a policy and tells what became of it. */
export async function redriven(
  ports: RedrivePorts,
  policy: SendPolicy,
): Promise<{ readonly entries: readonly RedriveEntry[]; readonly end: RedriveEnd }> {
  const request: RedriveRequest = {
    ...EVERYTHING,
    policy,
    maxInFlight: MAX_IN_FLIGHT,
    rates: UNLIMITED,
    limit: undefined,
    dryRun: false,
    follow: false,
    agreed: undefined,
    unknown: 'resend-if-harmless',
    about: { endpoint: 'sandbox', flags: '', plan: undefined },
  };
  const entries: RedriveEntry[] = [];
  for await (const event of redrive(ports, request, new AbortController().signal)) {
    if (event.kind === 'entry') entries.push(event.entry);
    if (event.kind === 'end') return { entries, end: event };
  }
  throw new Error('the redrive did not say how it ended');
}

/** Sends a message into the dead letter queue that no rule sent. */
export async function sendForeign(
  { sqs, sandbox }: StartedIntegration,
  body: string,
  attributes: Readonly<Record<string, string>> = {},
): Promise<void> {
  const queue = sandbox.stack.resources.find(({ logicalId }) => logicalId === 'FailedDeliveryDLQ');
  const MessageAttributes = Object.fromEntries(
    Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
  );
  await sqs.send(new SendMessageCommand({ QueueUrl: queue?.physicalId, MessageBody: body, MessageAttributes }));
}
