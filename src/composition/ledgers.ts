import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LedgerUse } from '../app/ledger/ledger-use.ts';
import { NO_LEDGER } from '../app/ledger/no-ledger.ts';
import { planLedger } from '../app/ledger/plan-ledger.ts';
import type { LedgerArchivePort, LedgerPort } from '../app/ports.ts';
import { machineClock } from '../aws/clock.ts';
import { openLedgerInThread } from '../ledger/in-thread.ts';

/** The script of the ledger's thread, from the folder of the package: the bundled one, or the source in `npm run dev`. */
const LEDGER_THREAD = import.meta.filename.endsWith('.ts') ? 'src/ledger/thread.ts' : 'dist/ledger/thread.js';

/** Where the ledger lies: where the operator says, or else in the folder that oclif gives the user's data. */
export function ledgerPath(named: string | undefined, dataDir: string): string {
  return named ?? join(dataDir, 'ledger.db');
}

/**
 * The ledger of a redrive; rejects with a Failure when it cannot be used. A plan remembers what there is to remember, and
 * writes only what it doubts. SQLite is loaded in the ledger's thread, or where a ledger is only read.
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

/** What the ledger at that path has to tell; undefined where there is none. Rejects with a Failure when it cannot be read. */
export async function openArchive(path: string): Promise<LedgerArchivePort | undefined> {
  // biome-ignore lint/style/noRestrictedImports: SQLite is loaded here only where a ledger is read
  const [{ openArchive }, reading] = await Promise.all([import('../ledger/archive.ts'), readingHere()]);
  return openArchive(path, reading);
}

async function recallOf(path: string): Promise<LedgerPort['recall'] | undefined> {
  // biome-ignore lint/style/noRestrictedImports: SQLite is loaded here only where a ledger is read
  const [{ recallFrom }, reading] = await Promise.all([import('../ledger/ledger.ts'), readingHere()]);
  return recallFrom(path, reading);
}

async function readingHere() {
  const { thisMachine } = await import('../ledger/machine.ts');
  return { machine: thisMachine(), now: machineClock.now };
}
