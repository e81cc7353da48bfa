import { join } from 'node:path';
import type { Connection } from './app/connection.ts';
import type { LedgerUse } from './app/ledger-use.ts';
import { NO_LEDGER } from './app/no-ledger.ts';
import type { LedgerArchivePort, LedgerPort } from './app/ports.ts';
import type { RedrivePorts } from './app/redrive-request.ts';
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
): Promise<Omit<RedrivePorts, 'ledger'>> {
  const session = sessionOf(connection, concurrency, stop);
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
    afterwards: deployedIntegration(sessionOf(connection, concurrency)),
    neighbours: integration,
    clock: machineClock,
    scratch: scratchTables(),
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
 * The ledger of a redrive; rejects with a Failure when it cannot be used. A plan writes nothing: it remembers what there
 * is to remember. Loaded only where it is needed, for it brings SQLite along.
 */
export async function openLedger(
  use: LedgerUse,
  self: { readonly version: string; readonly dataDir: string },
  dryRun: boolean,
): Promise<LedgerPort> {
  if (use.kind === 'none') return NO_LEDGER;
  const [{ openLedger, recallFrom }, { thisMachine }] = await Promise.all([
    import('./ledger/ledger.ts'),
    import('./ledger/machine.ts'),
  ]);
  const path = ledgerPath(use.path, self.dataDir);
  const { now } = machineClock;
  const machine = thisMachine();
  if (dryRun) return { ...NO_LEDGER, recall: (await recallFrom(path, { machine, now })) ?? NO_LEDGER.recall };
  const random = (below: number) => Math.floor(Math.random() * below);
  return openLedger(path, { version: self.version, payloads: use.payloads, machine, now, random });
}

/** What the ledger at that path has to tell; undefined where there is none. Rejects with a Failure when it cannot be read. */
export async function openArchive(path: string): Promise<LedgerArchivePort | undefined> {
  const [{ openArchive }, { thisMachine }] = await Promise.all([
    import('./ledger/archive.ts'),
    import('./ledger/machine.ts'),
  ]);
  return openArchive(path, { machine: thisMachine(), now: machineClock.now });
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
