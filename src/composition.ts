import type { Connection } from './app/connection.ts';
import { type DiscoveryPorts, discover } from './app/discover.ts';
import type { ListPorts } from './app/list.ts';
import { type LocatePorts, locateIntegration, locateQueue } from './app/locate.ts';
import type { QueueFinderPort } from './app/ports.ts';
import type { RedrivePorts } from './app/redrive.ts';
import { throughMemory } from './app/remember.ts';
import type { StatsPorts, StatsSubject } from './app/stats.ts';
import { putEventsBus } from './aws/bus.ts';
import { machineClock } from './aws/clock.ts';
import { queueFinder } from './aws/find-queue.ts';
import { deployedIntegration } from './aws/integration.ts';
import { deployedInventory } from './aws/inventory.ts';
import { LOOKS_AT_ONCE, LOOKS_PER_SECOND, pacedCalls } from './aws/pace.ts';
import { placeOf } from './aws/place.ts';
import { sqsClient, sqsLevel, sqsQueue } from './aws/queue.ts';
import { rememberedFile } from './aws/remembered-file.ts';
import type { Session } from './aws/session.ts';

/** Any pair will do: the sandbox does not check signatures, and real credentials must not reach it. */
const SANDBOX_CREDENTIALS = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };

/** Where what was found of the integration is kept for a few minutes; `refresh` looks anew all the same. */
export interface Keeping {
  readonly directory: string;
  readonly refresh: boolean;
}

/**
 * The ports for a connection: finds the queue (a Failure when there is none) and stands real clients behind them. Without
 * `keeping` the queue is looked for anew, as it must be where events are sent.
 */
export async function openPorts(connection: Connection, concurrency: number, keeping?: Keeping): Promise<RedrivePorts> {
  const session = sessionOf(connection, concurrency);
  const client = sqsClient(session);
  const ports = discoveryPorts(session);
  const url = await locateQueue(locatePorts(ports, queueFinder(session, client), connection, keeping), connection);
  return {
    queue: sqsQueue(client, url),
    bus: putEventsBus(session),
    integration: ports.integration,
    clock: machineClock,
  };
}

/** The ports for looking at an integration's metrics, and what there is to look at. */
export interface OpenedStats {
  readonly ports: StatsPorts;
  readonly subject: StatsSubject;
  /** For looking into the messages of its dead letter queue; undefined where it has none. */
  readonly listing: ListPorts | undefined;
}

/** Finds the integration (a Failure when there is none) and stands real clients behind the ports for its metrics. */
export async function openStats(connection: Connection, keeping: Keeping): Promise<OpenedStats> {
  const session = sessionOf(connection, STATS_CONCURRENCY);
  const client = sqsClient(session);
  const ports = discoveryPorts(session);
  const finder = queueFinder(session, client);
  const locate = (kept: Keeping) => locateIntegration(locatePorts(ports, finder, connection, kept), connection);
  const subject = await locate(keeping);
  const { queueUrl } = subject;
  // Loaded only here: no other command reads metrics.
  const { cloudWatchMetrics } = await import('./aws/metrics.ts');
  return {
    ports: {
      ...ports,
      metrics: cloudWatchMetrics(session),
      level: queueUrl === undefined ? undefined : sqsLevel(client, queueUrl),
      locate: () => locate({ ...keeping, refresh: true }),
    },
    subject,
    listing:
      queueUrl === undefined
        ? undefined
        : { queue: sqsQueue(client, queueUrl), integration: ports.integration, clock: machineClock },
  };
}

const STATS_CONCURRENCY = 8;

function discoveryPorts(session: Session): DiscoveryPorts {
  return {
    inventory: deployedInventory(session, pacedCalls(LOOKS_PER_SECOND, LOOKS_AT_ONCE, machineClock)),
    integration: deployedIntegration(session),
    clock: machineClock,
  };
}

function locatePorts(
  ports: DiscoveryPorts,
  finder: QueueFinderPort,
  connection: Connection,
  keeping: Keeping | undefined,
): LocatePorts {
  const place = keeping && placeOf(connection, process.env);
  return {
    finder,
    discover: (request, anew) => {
      const search = () => discover(ports, request);
      if (keeping === undefined || place === undefined) return search();
      const memory = rememberedFile(keeping.directory, JSON.stringify([place, request]));
      return throughMemory(memory, machineClock, anew || keeping.refresh, search);
    },
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
