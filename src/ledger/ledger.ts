import { statSync } from 'node:fs';
import type { LedgerPort } from '../app/ports.ts';
import type { NewAttempt } from '../domain/history/attempt.ts';
import type { PriorAttempts, PriorQuery } from '../domain/history/prior-attempts.ts';
import type { User } from '../domain/host/ownership.ts';
import type { ChosenPath } from '../domain/secrets/chosen.ts';
import { atFirst, failedDuring, gone } from './failures.ts';
import { HEARTBEAT_MS, type Machine, underWay } from './machine.ts';
import { closeTidily, openForReading, openForWriting } from './open.ts';
import { conflictCheck, priorAttempts } from './prior-attempts.ts';
import { type Database, GroupCommit } from './sqlite.ts';
import { writing } from './write.ts';

/** The settings of the ledger. */
export interface LedgerSettings {
  readonly version: string;
  /** Keep events and the values of edits, besides fingerprints. */
  readonly payloads: boolean;
  /** Members of the detail that are masked in stored events, besides credentials. */
  readonly chosen?: readonly ChosenPath[];
  readonly machine: Machine;
  /** Whose files can be trusted. */
  readonly user: User;
  /** Milliseconds since the epoch. */
  now(): number;
  /** A whole number from 0 up to but not including `below`. */
  random(below: number): number;
}

/** The ledger at that path, to be written; rejects with a Failure before anything was changed. */
export async function openLedger(path: string, settings: LedgerSettings): Promise<LedgerPort> {
  const database = await openForWriting(path, settings.user);
  const { now, random, version, payloads, chosen = [], machine } = settings;
  const kept = payloads ? chosen : undefined;
  const commits = new GroupCommit(database, path);
  let own: { readonly seq: number; readonly queueArn: string; readonly startedAt: number } | undefined;
  const refuseOtherFile = sameFile(path);
  const [write, conflicts, alive, prior] = atFirst(path, database, () => [
    writing(database),
    conflictCheck(database),
    underWay(database, machine),
    prepared(database, machine, now),
  ]);
  let heartbeat: NodeJS.Timeout | undefined;
  const run = () => {
    if (own === undefined) throw new Error('the ledger was written to before a run was begun');
    return own;
  };
  return {
    priorAttempts: async (queueArn, messages) => reading(path, () => prior(queueArn, messages, own?.seq)),
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
        refuseOtherFile();
        const { seq, queueArn, startedAt } = run();
        const running = alive(now());
        const isHeld = (one: NewAttempt) =>
          conflicts.isTaken(seq, queueArn, one, running) || conflicts.isSentMeanwhile(seq, startedAt, one, running);
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
        closeTidily(database);
      }
    },
  };
}

/** How long a plan keeps the ledger open after a question: an open connection keeps others from leaving it as one file. */
const IDLE_MS = 1_000;

/** The prior attempts, for a plan, which writes nothing; undefined where there is no ledger. */
export async function priorAttemptsFrom(
  path: string,
  { machine, now }: Pick<LedgerSettings, 'machine' | 'now'>,
): Promise<LedgerPort['priorAttempts'] | undefined> {
  const open = async () => {
    const readable = await openForReading(path);
    if (readable === undefined) return undefined;
    const { database } = readable;
    const prior = atFirst(path, database, () => prepared(database, machine, now));
    const idle = setTimeout(() => {
      opened = undefined;
      database.close();
    }, IDLE_MS).unref();
    return { prior, idle };
  };
  let opened: ReturnType<typeof open> | undefined = open();
  if ((await opened) === undefined) return undefined;
  return async (queueArn, messages) => {
    opened ??= open();
    const found = await opened;
    if (found === undefined) throw gone(path);
    found.idle.refresh();
    return reading(path, () => found.prior(queueArn, messages, undefined));
  };
}

type Prior = (queueArn: string, messages: readonly PriorQuery[], own: number | undefined) => readonly PriorAttempts[];

function prepared(database: Database, machine: Machine, now: () => number): Prior {
  const prior = priorAttempts(database);
  const alive = underWay(database, machine);
  return (queueArn, messages, own) => {
    const runs = alive(now());
    return messages.map((message) => prior(queueArn, message, runs, own));
  };
}

function reading<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw failedDuring(path, error);
  }
}

/**
 * Answers a check that throws a Failure once the path does not lead to the file any more to which it leads now: SQLite goes
 * on writing into a file that was deleted or replaced, and no later run would find the records of this one there.
 */
function sameFile(path: string): () => void {
  const opened = identityOf(path);
  return () => {
    if (identityOf(path) !== opened) throw gone(path);
  };
}

function identityOf(path: string): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false, bigint: true });
  return stat && `${stat.dev} ${stat.ino}`;
}

// Without letters that are confused when read out or typed: 0 o, 1 i l, u v.
const LETTERS = '23456789abcdefghjkmnpqrstwxyz';

/** The id of a run: month and day, hour and minute in UTC, and three random letters: `1125-2048-k7q`. */
function newRunId(now: number, random: (below: number) => number): string {
  const [, month, day, hour, minute] = /-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(new Date(now).toISOString()) ?? [];
  const letters = Array.from({ length: 3 }, () => LETTERS[random(LETTERS.length)]).join('');
  return `${month}${day}-${hour}${minute}-${letters}`;
}
