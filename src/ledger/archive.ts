import type { LedgerArchivePort } from '../app/ports.ts';
import type { AttemptRecord } from '../domain/history/attempt.ts';
import { type AttemptRow, attemptRecord, runRecords } from './archive-rows.ts';
import { atFirst, unreadable } from './failures.ts';
import type { Machine } from './machine.ts';
import { openForReading } from './open.ts';
import { underWay } from './under-way.ts';

/** The ledger at that path, to be read; undefined where there is none. */
export async function openArchive(
  path: string,
  { machine, now }: { readonly machine: Machine; now(): number },
): Promise<LedgerArchivePort | undefined> {
  const database = await openForReading(path);
  if (database === undefined) return undefined;
  const alive = atFirst(path, database, () => underWay(database, machine));
  const statement = (sql: string) => database.prepare(sql);
  const reading = <T>(read: () => T): T => {
    try {
      return read();
    } catch (error) {
      throw unreadable(path, error);
    }
  };
  async function* rows(sql: string, ...values: string[]): AsyncGenerator<AttemptRecord> {
    const runs = reading(() => alive(now()));
    const found = reading(() => statement(sql).iterate(...values));
    for (let next = reading(() => found.next()); !next.done; next = reading(() => found.next())) {
      yield attemptRecord(next.value as unknown as AttemptRow, runs);
    }
  }
  return {
    runs: async () => reading(() => runRecords(database, alive(now()))),
    attempts: (run) =>
      run === undefined
        ? rows(`${ATTEMPTS} ORDER BY attempt.id`)
        : rows(`${ATTEMPTS} WHERE run.id = ? ORDER BY attempt.id`, run),
    openEnds: () => rows(OPEN_ENDS),
    damage: async () => {
      const [first] = reading(() => database.prepare('PRAGMA quick_check(1)').all());
      const said = String(Object.values(first ?? {})[0]);
      return said === 'ok' ? undefined : said;
    },
  };
}

const ATTEMPTS = `SELECT attempt.*, run.id AS run_id, run.queue_arn FROM attempt JOIN run ON run.seq = attempt.run`;

// The most telling attempt of each message, unless it tells that the message was deleted. A doubt tells as much as what it doubts.
const OPEN_ENDS = `SELECT * FROM (
    SELECT attempt.*, run.id AS run_id, run.queue_arn, row_number() OVER (
      PARTITION BY run.queue_arn, attempt.message_id, attempt.sent_at
      ORDER BY CASE attempt.state WHEN 'removed' THEN 0 WHEN 'accepted' THEN 1 WHEN 'intended' THEN 2
        WHEN 'unknown' THEN iif(attempt.verdict = 'remove-only', 1, 2) ELSE 3 END, attempt.id DESC
    ) AS rank FROM attempt JOIN run ON run.seq = attempt.run
  ) WHERE rank = 1 AND state <> 'removed' ORDER BY id`;
