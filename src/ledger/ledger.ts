import type { LedgerPort } from '../app/ports.ts';
import type { NewAttempt } from '../domain/history/attempt.ts';
import type { ChosenPath } from '../domain/secrets/chosen.ts';
import { Commits } from './commits.ts';
import { atFirst, failedDuring } from './failures.ts';
import { gate } from './gate.ts';
import type { Machine } from './machine.ts';
import { openForReading, openForWriting } from './open.ts';
import { recalling } from './recall.ts';
import { newRunId } from './run-id.ts';
import { sameFile } from './same-file.ts';
import type { Database } from './sqlite.ts';
import { HEARTBEAT_MS, underWay } from './under-way.ts';
import { writing } from './write.ts';

/** What the ledger takes from its surroundings. */
export interface LedgerSettings {
  readonly version: string;
  /** Keep what was sent and what edits changed, besides fingerprints. */
  readonly payloads: boolean;
  /** Members of the detail that are masked in what is kept, besides credentials. */
  readonly chosen?: readonly ChosenPath[];
  readonly machine: Machine;
  /** Milliseconds since the epoch. */
  now(): number;
  /** A whole number from 0 up to but not including `below`. */
  random(below: number): number;
}

/** The ledger at that path, to be written; rejects with a Failure before anything was changed. */
export async function openLedger(path: string, settings: LedgerSettings): Promise<LedgerPort> {
  const database = await openForWriting(path);
  const { now, random, version, payloads, chosen = [], machine } = settings;
  const kept = payloads ? chosen : undefined;
  const commits = new Commits(database, path);
  let own: { readonly seq: number; readonly queueArn: string; readonly startedAt: number } | undefined;
  const look = sameFile(path);
  const [write, others, alive, recall] = atFirst(path, database, () => [
    writing(database),
    gate(database),
    underWay(database, machine),
    memory(database, path, machine, now, () => own?.seq),
  ]);
  let heartbeat: NodeJS.Timeout | undefined;
  const run = () => {
    if (own === undefined) throw new Error('the ledger was written to before a run was begun');
    return own;
  };
  return {
    recall,
    begin: (head) =>
      commits.write(() => {
        for (;;) {
          const id = newRunId(head.startedAt, random);
          const seq = write.run(id, head, version, machine);
          if (seq === undefined) continue;
          own = { seq, queueArn: head.queueArn, startedAt: head.startedAt };
          heartbeat = setInterval(() => {
            commits.write(() => write.alive(seq, now())).catch(() => {});
          }, HEARTBEAT_MS).unref();
          return id;
        }
      }),
    intend: (attempts) =>
      commits.write(() => {
        look();
        const { seq, queueArn, startedAt } = run();
        const running = alive(now());
        const isHeld = (one: NewAttempt) =>
          others.isTaken(seq, queueArn, one, running) || others.isSentMeanwhile(seq, startedAt, one, running);
        const free = attempts.filter((one) => one.verdict === 'remove-only' || !isHeld(one));
        for (const one of free) write.intend(seq, one, kept, now());
        return new Set(free.map(({ messageId }) => messageId));
      }),
    settle: (outcomes) =>
      commits.write(() => {
        for (const outcome of outcomes) write.settle(run().seq, outcome, now());
      }),
    removed: (messageIds) =>
      commits.write(() => {
        for (const messageId of messageIds) write.removed(run().seq, messageId, now());
      }),
    async end(end) {
      clearInterval(heartbeat);
      try {
        await commits.write(() => write.ended(run().seq, end, now()));
      } finally {
        database.close();
      }
    },
  };
}

/** What a ledger remembers, for a plan, which writes nothing; undefined where there is no ledger. */
export async function recallFrom(
  path: string,
  { machine, now }: Pick<LedgerSettings, 'machine' | 'now'>,
): Promise<LedgerPort['recall'] | undefined> {
  const database = await openForReading(path);
  return database && atFirst(path, database, () => memory(database, path, machine, now, () => undefined));
}

function memory(
  database: Database,
  path: string,
  machine: Machine,
  now: () => number,
  own: () => number | undefined,
): LedgerPort['recall'] {
  const recall = recalling(database);
  const alive = underWay(database, machine);
  return async (queueArn, messages) => {
    try {
      const runs = alive(now());
      return messages.map((message) => recall(queueArn, message, runs, own()));
    } catch (error) {
      throw failedDuring(path, error);
    }
  };
}
