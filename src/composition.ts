import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Connection } from './app/connection.ts';
import { type DiscoveryPorts, discover } from './app/discover.ts';
import type { QueueFinderPort } from './app/discovery-ports.ts';
import type { LedgerUse } from './app/ledger-use.ts';
import type { ListPorts } from './app/list.ts';
import { type LocatePorts, locateIntegration, locateQueue } from './app/locate.ts';
import { NO_LEDGER } from './app/no-ledger.ts';
import { planLedger } from './app/plan-ledger.ts';
import type { LedgerArchivePort, LedgerPort } from './app/ports.ts';
import type { RedrivePorts } from './app/redrive-request.ts';
import { throughMemory } from './app/remember.ts';
import type { StatsPorts, StatsSubject } from './app/stats.ts';
import { putEventsBus } from './aws/bus.ts';
import { machineClock } from './aws/clock.ts';
import { queueFinder } from './aws/find-queue.ts';
import { deployedIntegration } from './aws/integration.ts';
import { deployedInventory } from './aws/inventory.ts';
import { LOOKS_AT_ONCE, LOOKS_PER_SECOND, type Pace, pacedCalls } from './aws/pace.ts';
import { placeOf } from './aws/place.ts';
import { sqsClient, sqsLevel, sqsQueue } from './aws/queue.ts';
import { rememberedFile } from './aws/remembered-file.ts';
import type { Session } from './aws/session.ts';
import { stoppingWith } from './aws/stopping.ts';
import { openLedgerInThread } from './ledger/in-thread.ts';
import { scratchTables } from './ledger/scratch-tables.ts';

/** Any pair will do: the sandbox does not check signatures, and real credentials must not reach it. */
const SANDBOX_CREDENTIALS = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };

/** Where what was found of the integration is kept for a few minutes; `refresh` looks anew all the same. */
export interface Keeping {
  readonly directory: string;
  readonly refresh: boolean;
}

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
    afterwards: deployedIntegration(withCredentialsOf(client, sessionOf(connection, concurrency)), lookPace()),
    neighbours: ports.integration,
    clock: machineClock,
    scratch: scratchTables(),
  };
}

/** The ports for looking at an integration's metrics, and what there is to look at. */
export interface OpenedStats {
  readonly ports: StatsPorts;
  readonly subject: StatsSubject;
  /** For looking into the messages of its dead letter queue; undefined where it has none. */
  readonly listing: ListPorts | undefined;
}

/**
 * Finds the integration (a Failure when there is none) and stands real clients behind the ports for its metrics; `stop`
 * cuts every call of theirs that only looks.
 */
export async function openStats(connection: Connection, keeping: Keeping, stop?: AbortSignal): Promise<OpenedStats> {
  const own = sessionOf(connection, STATS_CONCURRENCY, stop);
  const client = sqsClient(own);
  const session = withCredentialsOf(client, own);
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
      level: queueUrl === undefined ? undefined : sqsLevel(client, queueUrl, stoppingWith(stop)),
      locate: () => locate({ ...keeping, refresh: true }),
    },
    subject,
    listing:
      queueUrl === undefined
        ? undefined
        : {
            queue: sqsQueue(client, queueUrl, stoppingWith(stop)),
            integration: ports.integration,
            clock: machineClock,
          },
  };
}

const STATS_CONCURRENCY = 8;

function discoveryPorts(session: Session) {
  const pace = lookPace(session.stop);
  return {
    inventory: deployedInventory(session, pace),
    integration: deployedIntegration(session, pace),
    clock: machineClock,
  } satisfies DiscoveryPorts;
}

function lookPace(stop?: AbortSignal): Pace {
  return pacedCalls(LOOKS_PER_SECOND, LOOKS_AT_ONCE, machineClock, stop);
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

/** Whose credentials a connection uses, as an ARN; undefined where that cannot be learned within seconds. */
export async function caller(connection: Connection): Promise<string | undefined> {
  const { callerOf } = await import('./aws/caller.ts');
  return callerOf(sessionOf(connection, 1));
}

/** Where the ledger lies: where the operator says, or else in the folder that oclif gives the user's data. */
export function ledgerPath(named: string | undefined, dataDir: string): string {
  return named ?? join(dataDir, 'ledger.db');
}

/**
 * The ledger of a redrive; rejects with a Failure when it cannot be used. A plan remembers what there
 * is to remember, and writes only what it doubts. SQLite is loaded in the
 * ledger's thread, or where a ledger is only read.
 */
export async function openLedger(
  use: LedgerUse,
  self: { readonly version: string; readonly dataDir: string; readonly root: string },
  dryRun: boolean,
): Promise<LedgerPort> {
  if (use.kind === 'none') return NO_LEDGER;
  const path = ledgerPath(use.path, self.dataDir);
  const script = pathToFileURL(join(self.root, LEDGER_THREAD));
  const open = () => openLedgerInThread(script, { path, version: self.version, payloads: use.payloads });
  return dryRun ? planLedger((await recallOf(path)) ?? NO_LEDGER.recall, open) : open();
}

/** What rolldown.config.ts makes of ledger/thread.ts. */
const LEDGER_THREAD = 'dist/ledger/thread.js';

async function recallOf(path: string): Promise<LedgerPort['recall'] | undefined> {
  const [{ recallFrom }, { thisMachine }] = await Promise.all([
    import('./ledger/ledger.ts'),
    import('./ledger/machine.ts'),
  ]);
  return recallFrom(path, { machine: thisMachine(), now: machineClock.now });
}

/** What the ledger at that path has to tell; undefined where there is none. Rejects with a Failure when it cannot be read. */
export async function openArchive(path: string): Promise<LedgerArchivePort | undefined> {
  const [{ openArchive }, { thisMachine }] = await Promise.all([
    import('./ledger/archive.ts'),
    import('./ledger/machine.ts'),
  ]);
  return openArchive(path, { machine: thisMachine(), now: machineClock.now });
}

/** Every client would search for credentials by itself, and each search may run a program, ask AWS or the operator. */
function withCredentialsOf({ config }: ReturnType<typeof sqsClient>, session: Session): Session {
  return { ...session, credentials: config.credentials };
}

function sessionOf(connection: Connection, concurrency: number, stop?: AbortSignal): Session {
  return {
    region: connection.region,
    profile: connection.profile,
    endpoint: connection.endpoint,
    credentials: connection.sandbox ? SANDBOX_CREDENTIALS : undefined,
    concurrency,
    ...(stop && { stop }),
  };
}
