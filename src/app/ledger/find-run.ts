import { type RunRecord, runsNamed } from '../../domain/history/run.ts';
import { EXIT, Failure, usage } from '../failures.ts';
import type { LedgerArchivePort } from '../ports.ts';

const MOST_SHOWN = 5;

/** The run of that name; a Failure if it does not exist, or if the beginning of an id fits several. */
export function findRun(runs: readonly RunRecord[], name: string): RunRecord {
  const [run, ...others] = runsNamed(runs, name);
  if (run === undefined) {
    throw new Failure(
      EXIT.notFound,
      'RunNotFound',
      `The ledger has no run "${name}".`,
      'List the runs: momento-eb ledger list',
    );
  }
  if (others.length > 0) {
    const ids = [run, ...others].slice(0, MOST_SHOWN).map(({ id }) => id);
    throw usage(
      `"${name}" fits ${others.length + 1} runs.`,
      `Give more of the id: ${ids.join(', ')}${others.length >= MOST_SHOWN ? ', …' : ''}`,
    );
  }
  return run;
}

/** The ledger at that path; a Failure if it does not exist yet. */
export function existing(archive: LedgerArchivePort | undefined, path: string): LedgerArchivePort {
  if (archive !== undefined) return archive;
  throw new Failure(
    EXIT.notFound,
    'NoLedger',
    `There is no ledger at ${path} yet.`,
    'The first redrive makes one. Name another file with --ledger PATH or MOMENTO_EB_LEDGER.',
  );
}
