import type { Connection } from './app/connection.ts';
import type { RedrivePorts } from './app/redrive.ts';
import { putEventsBus } from './aws/bus.ts';
import { machineClock } from './aws/clock.ts';
import { DEFAULT_STACK, urlOfQueue, urlOfStackQueue } from './aws/find-queue.ts';
import { deployedIntegration } from './aws/integration.ts';
import { sqsClient, sqsQueue } from './aws/queue.ts';
import type { Session } from './aws/session.ts';
import { stoppingWith } from './aws/stopping.ts';
import { scratchTables } from './ledger/scratch-tables.ts';

/** Any pair will do: the sandbox does not check signatures, and real credentials must not reach it. */
const SANDBOX_CREDENTIALS = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };

/**
 * The ports for a connection: finds the queue (a Failure when there is none) and stands real clients behind them. `stop`
 * cuts their calls that only look.
 */
export async function openPorts(
  connection: Connection,
  concurrency: number,
  stop?: AbortSignal,
): Promise<RedrivePorts> {
  const session: Session = {
    region: connection.region,
    profile: connection.profile,
    endpoint: connection.endpoint,
    credentials: connection.sandbox ? SANDBOX_CREDENTIALS : undefined,
    concurrency,
    ...(stop && { stop }),
  };
  const client = sqsClient(session);
  const stack = connection.stack ?? DEFAULT_STACK;
  const url =
    connection.queue === undefined
      ? await urlOfStackQueue(session, stack, connection.stack === undefined)
      : await urlOfQueue(client, connection.queue, stop);
  const integration = deployedIntegration(session);
  return {
    queue: sqsQueue(client, url, stoppingWith(stop)),
    bus: putEventsBus(session),
    integration,
    neighbours: integration,
    clock: machineClock,
    scratch: scratchTables(),
  };
}
