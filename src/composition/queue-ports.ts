import type { Connection } from '../app/integration/connection.ts';
import { locateQueue } from '../app/integration/locate.ts';
import type { RedrivePorts } from '../app/redrive/redrive-request.ts';
import { putEventsBus } from '../aws/bus.ts';
import { machineClock } from '../aws/clock.ts';
import { queueFinder } from '../aws/find-queue.ts';
import { deployedIntegration } from '../aws/integration.ts';
import { sqsClient, sqsQueue } from '../aws/queue.ts';
import { stoppingWith } from '../aws/stopping.ts';
import type { EndpointKind } from '../domain/history/run.ts';
import { scratchTables } from '../ledger/scratch-tables.ts';
import { discoveryPorts, type Keeping, locatePorts, lookupPace } from './finding.ts';
import { callerIn, endpointKindIn, openSession, type SessionOptions, withCredentialsOf } from './sessions.ts';

/** The ports of a redrive, the caller, and the AWS endpoint. */
export interface OpenedPorts extends Omit<RedrivePorts, 'ledger'> {
  /** The ARN of the caller; undefined if it cannot be read within seconds. Does not reject. */
  readonly caller: () => Promise<string | undefined>;
  readonly endpoint: EndpointKind;
}

/**
 * Finds the queue of a connection (a Failure when there is none) and puts real clients behind the ports. Without `keeping`
 * the queue is looked up in AWS, as it must be where events are sent.
 */
export async function openPorts(
  connection: Connection,
  options: SessionOptions,
  keeping?: Keeping,
): Promise<OpenedPorts> {
  const { stop } = options;
  const own = await openSession(connection, options);
  const client = sqsClient(own);
  const session = withCredentialsOf(client, own);
  const { stop: _, ...unstopped } = session;
  const pace = lookupPace();
  const ports = discoveryPorts(session, pace);
  const url = await locateQueue(locatePorts(ports, queueFinder(session, client), session, keeping), connection);
  return {
    queue: sqsQueue(client, url, stoppingWith(stop)),
    bus: putEventsBus(session),
    integration: ports.integration,
    afterwards: deployedIntegration(unstopped, pace),
    neighbours: ports.integration,
    clock: machineClock,
    scratch: scratchTables(),
    caller: () => callerIn(session),
    callerAccount: async () => (await callerIn(session))?.split(':')[4],
    endpoint: endpointKindIn(session, connection),
  };
}
