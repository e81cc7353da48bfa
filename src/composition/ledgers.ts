import { devNull } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { EXIT, Failure } from '../app/failures.ts';
import type { LedgerUse } from '../app/ledger/ledger-use.ts';
import { NO_LEDGER } from '../app/ledger/no-ledger.ts';
import { planLedger } from '../app/ledger/plan-ledger.ts';
import type { LedgerArchivePort, LedgerPort } from '../app/ports.ts';
import { machineClock } from '../aws/clock.ts';
import { openLedgerInThread } from '../ledger/in-thread.ts';

/** The script of the ledger's thread, in the folder of the package: the bundled one, or the source for `npm run dev`. */
const LEDGER_THREAD = import.meta.filename.endsWith('.ts') ? 'src/ledger/thread.ts' : 'dist/ledger/thread.js';

/**
 * The path of the ledger: the one that the operator names, or `ledger.db` in the folder that oclif gives the user's data. A
 * Failure where the user has no home (bin/run.js then names none that exists).
 */
export function ledgerPath(named: string | undefined, dataDir: string): string {
  if (named !== undefined) return named;
  if (!dataDir.startsWith(devNull)) return join(dataDir, 'ledger.db');
  throw new Failure(
    EXIT.usage,
    'LedgerHomeless',
    'This user has no home directory, so there is no place for the ledger.',
    'Name a file with --ledger PATH or MOMENTO_EB_LEDGER, or a directory with XDG_DATA_HOME.',
  );
}

/**
 * The ledger of a redrive; rejects with a Failure when it cannot be used, and when `abandoned` is aborted before it is open. A
 * plan reads the ledger, and opens it for writing only to record a doubt. SQLite is loaded in the ledger's thread, or here
 * where a ledger is only read.
 */
export async function openLedger(
  use: LedgerUse,
  self: { readonly version: string; readonly dataDir: string; readonly root: string },
  dryRun: boolean,
  abandoned?: AbortSignal,
): Promise<LedgerPort> {
  if (use.kind === 'none') return NO_LEDGER;
  const path = ledgerPath(use.path, self.dataDir);
  const script = pathToFileURL(join(self.root, LEDGER_THREAD));
  const settings = { path, version: self.version, payloads: use.payloads, chosen: use.chosen };
  const open = () => openLedgerInThread(script, settings, abandoned);
  return dryRun ? planLedger((await priorAttemptsOf(path)) ?? NO_LEDGER.priorAttempts, open) : open();
}

/** The ledger at that path, to be read; undefined where it does not exist. Rejects with a Failure when it cannot be read. */
export async function openArchive(path: string): Promise<LedgerArchivePort | undefined> {
  // biome-ignore lint/style/noRestrictedImports: SQLite is loaded here only where a ledger is read
  const [{ openArchive }, reading] = await Promise.all([import('../ledger/archive.ts'), readingHere()]);
  return openArchive(path, reading);
}

async function priorAttemptsOf(path: string): Promise<LedgerPort['priorAttempts'] | undefined> {
  // biome-ignore lint/style/noRestrictedImports: SQLite is loaded here only where a ledger is read
  const [{ priorAttemptsFrom }, reading] = await Promise.all([import('../ledger/ledger.ts'), readingHere()]);
  return priorAttemptsFrom(path, reading);
}

async function readingHere() {
  const { thisMachine } = await import('../ledger/machine.ts');
  return { machine: thisMachine(), now: machineClock.now };
}
