import type { Connection } from '../app/integration/connection.ts';
import { locateIntegration } from '../app/integration/locate.ts';
import type { ListPorts } from '../app/list/list.ts';
import type { StatsPorts, StatsSubject } from '../app/stats/stats.ts';
import { machineClock } from '../aws/clock.ts';
import { queueFinder } from '../aws/find-queue.ts';
import { sqsClient, sqsLevel, sqsQueue } from '../aws/queue.ts';
import { stoppingWith } from '../aws/stopping.ts';
import { discoveryPorts, type Keeping, locatePorts, lookupPace } from './finding.ts';
import { openSession, type SessionOptions, withCredentialsOf } from './sessions.ts';

const STATS_CONCURRENCY = 8;

/** The ports for an integration's metrics, and the integration. */
export interface OpenedStats {
  readonly ports: StatsPorts;
  readonly subject: StatsSubject;
  /** Reads the messages of its dead letter queue; undefined where it has none. */
  readonly listing: ListPorts | undefined;
}

/** Finds the integration (a Failure when there is none) and puts real clients behind the ports; `stop` ends lookups. */
export async function openStats(
  connection: Connection,
  options: Omit<SessionOptions, 'concurrency'>,
  keeping: Keeping,
): Promise<OpenedStats> {
  const { stop } = options;
  const own = await openSession(connection, { ...options, concurrency: STATS_CONCURRENCY });
  const client = sqsClient(own);
  const session = withCredentialsOf(client, own);
  const ports = discoveryPorts(session, lookupPace());
  const finder = queueFinder(session, client);
  const locate = (kept: Keeping) => locateIntegration(locatePorts(ports, finder, session, kept), connection);
  const subject = await locate(keeping);
  const { queueUrl } = subject;
  // Loaded only here: no other command reads metrics.
  const { cloudWatchMetrics } = await import('../aws/metrics.ts');
  const metrics = cloudWatchMetrics(session);
  const again = () => locate({ ...keeping, refresh: true });
  if (queueUrl === undefined) {
    return { ports: { ...ports, metrics, level: undefined, locate: again }, subject, listing: undefined };
  }
  const stopping = stoppingWith(stop);
  return {
    ports: { ...ports, metrics, level: sqsLevel(client, queueUrl, stopping), locate: again },
    subject,
    listing: { queue: sqsQueue(client, queueUrl, stopping), integration: ports.integration, clock: machineClock },
  };
}
