import type { Connection } from '../app/integration/connection.ts';
import { locateQueue } from '../app/integration/locate.ts';
import type { RedrivePorts } from '../app/redrive/redrive-request.ts';
import { putEventsBus } from '../aws/bus.ts';
import { machineClock } from '../aws/clock.ts';
import { queueFinder } from '../aws/find-queue.ts';
import { deployedIntegration } from '../aws/integration.ts';
import { sqsClient, sqsQueue } from '../aws/queue.ts';
import { stoppingWith } from '../aws/stopping.ts';
import { scratchTables } from '../ledger/scratch-tables.ts';
import { discoveryPorts, type Keeping, locatePorts, lookupPace } from './finding.ts';
import { caller, sessionOf, withCredentialsOf } from './sessions.ts';

/**
 * The ports for a connection: finds the queue (a Failure when there is none) and stands real clients behind them. `stop`
 * cuts their calls that only look. Without `keeping` the queue is looked for anew, as it must be where events are sent.
 */
export async function openPorts(
  connection: Connection,
  concurrency: number,
  stop?: AbortSignal,
  keeping?: Keeping,
): Promise<Omit<RedrivePorts, 'ledger'>> {
  const own = sessionOf(connection, concurrency, stop);
  const client = sqsClient(own);
  const session = withCredentialsOf(client, own);
  const ports = discoveryPorts(session);
  const url = await locateQueue(locatePorts(ports, queueFinder(session, client), connection, keeping), connection);
  return {
    queue: sqsQueue(client, url, stoppingWith(stop)),
    bus: putEventsBus(session),
    integration: ports.integration,
    afterwards: deployedIntegration(withCredentialsOf(client, sessionOf(connection, concurrency)), lookupPace()),
    neighbours: ports.integration,
    clock: machineClock,
    scratch: scratchTables(),
    callerAccount: async () => (await caller(connection))?.split(':')[4],
  };
}
