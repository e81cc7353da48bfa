import type { Connection } from './app/connection.ts';
import { type LocatePorts, locateIntegration, locateQueue } from './app/locate.ts';
import type { RedrivePorts } from './app/redrive.ts';
import type { StatsPorts, StatsSubject } from './app/stats.ts';
import { putEventsBus } from './aws/bus.ts';
import { machineClock } from './aws/clock.ts';
import { queueFinder } from './aws/find-queue.ts';
import { deployedIntegration } from './aws/integration.ts';
import { deployedInventory } from './aws/inventory.ts';
import { LOOKS_AT_ONCE, LOOKS_PER_SECOND, pacedCalls } from './aws/pace.ts';
import { sqsClient, sqsLevel, sqsQueue } from './aws/queue.ts';
import type { Session } from './aws/session.ts';

/** Any pair will do: the sandbox does not check signatures, and real credentials must not reach it. */
const SANDBOX_CREDENTIALS = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };

/** The ports for a connection: finds the queue (a Failure when there is none) and stands real clients behind them. */
export async function openPorts(connection: Connection, concurrency: number): Promise<RedrivePorts> {
  const session = sessionOf(connection, concurrency);
  const client = sqsClient(session);
  const ports = locatePorts(session, client);
  const url = await locateQueue(ports, connection);
  return {
    queue: sqsQueue(client, url),
    bus: putEventsBus(session),
    integration: ports.integration,
    clock: machineClock,
  };
}

/** The ports for looking at an integration's metrics, and what there is to look at. */
export async function openStats(connection: Connection): Promise<{
  readonly ports: StatsPorts;
  readonly subject: StatsSubject;
}> {
  const session = sessionOf(connection, STATS_CONCURRENCY);
  const client = sqsClient(session);
  const ports = locatePorts(session, client);
  const { integration, queueUrl, warnings } = await locateIntegration(ports, connection);
  // Loaded only here: no other command reads metrics.
  const { cloudWatchMetrics } = await import('./aws/metrics.ts');
  return {
    ports: {
      ...ports,
      metrics: cloudWatchMetrics(session),
      level: queueUrl === undefined ? undefined : sqsLevel(client, queueUrl),
      clock: machineClock,
    },
    subject: { integration, queueUrl, warnings, discoveredAt: machineClock.now() },
  };
}

const STATS_CONCURRENCY = 8;

function locatePorts(session: Session, client: ReturnType<typeof sqsClient>): LocatePorts {
  return {
    finder: queueFinder(session, client),
    inventory: deployedInventory(session, pacedCalls(LOOKS_PER_SECOND, LOOKS_AT_ONCE, machineClock)),
    integration: deployedIntegration(session),
  };
}

function sessionOf(connection: Connection, concurrency: number): Session {
  return {
    region: connection.region,
    profile: connection.profile,
    endpoint: connection.endpoint,
    credentials: connection.sandbox ? SANDBOX_CREDENTIALS : undefined,
    concurrency,
  };
}
