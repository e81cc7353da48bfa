import { EXIT, Failure } from '../app/failures.ts';

// https://www.sqlite.org/rescode.html: the primary code is the low byte.
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const CORRUPT = 11;
const FULL = 13;
const NOTADB = 26;

const OTHER_FILE = 'Name another file with --ledger PATH, or go without one: --no-ledger.';

/** The failure for a ledger that cannot be used; nothing has been touched when it is thrown. */
export function cannotUse(path: string, thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  const message = messageOf(thrown);
  switch (codeOf(thrown)) {
    case BUSY:
    case LOCKED:
      return new Failure(
        EXIT.partly,
        'LedgerBusy',
        `The ledger ${path} was locked by another process all the time; nothing was touched.`,
        'Wait until that process is done (a backup, a shell with the file open), then run it again.',
      );
    case CORRUPT:
      return damaged(path, message);
    case NOTADB:
      return foreign(path);
    case READONLY:
      return notWritable(path, 'it cannot be written');
    case FULL:
      return new Failure(
        EXIT.partly,
        'LedgerFull',
        `The ledger ${path} cannot grow: ${message}. Nothing was touched.`,
        `Make room on its disk. ${OTHER_FILE}`,
      );
    default:
      return notWritable(path, message);
  }
}

/** Does something with an open ledger before anything else is touched; what goes wrong closes it and is thrown as a Failure. */
export function atFirst<T>(path: string, database: { close(): void }, use: () => T): T {
  try {
    return use();
  } catch (error) {
    database.close();
    throw cannotUse(path, error);
  }
}

/** The failure for a ledger that could not be written or read in the middle of a run. */
export function failedDuring(path: string, thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  return new Failure(
    EXIT.partly,
    'LedgerFailed',
    `The ledger ${path} could not be written or read (${messageOf(thrown)}), so nothing more was sent. What the bus is known to have accepted was deleted all the same.`,
    'Make room or mend the disk, then run it again: messages that were sent without a record are told as unknown.',
  );
}

/** The failure for a ledger that was deleted, moved or replaced in the middle of a run. */
export function gone(path: string): Failure {
  return new Failure(
    EXIT.partly,
    'LedgerGone',
    `The ledger ${path} was deleted or replaced, so nothing more was sent. What the bus is known to have accepted was deleted all the same.`,
    'Put the file back if it was moved. Without it the next redrive does not know what was sent: look at the messages named as unknown or sent-not-removed first.',
  );
}

/** The failure for a ledger that could not be read any further. */
export function unreadable(path: string, thrown: unknown): Failure {
  const failure = cannotUse(path, thrown);
  return failure.code === 'LedgerNotWritable' ? damaged(path, messageOf(thrown)) : failure;
}

/** The file is something else, which must not be changed. */
export function foreign(path: string): Failure {
  return new Failure(
    EXIT.usage,
    'LedgerForeign',
    `${path} is no ledger of momento-eb; it was not touched, and nothing else was.`,
    OTHER_FILE,
  );
}

/** The file was written by a momento-eb that this one does not understand. */
export function newer(path: string): Failure {
  return new Failure(
    EXIT.usage,
    'LedgerNewer',
    `The ledger ${path} was written by a newer momento-eb; nothing was touched.`,
    `Run that one: this one could not tell what was sent before. ${OTHER_FILE}`,
  );
}

/** The file, or the directory it lies in, cannot be written or made. */
export function notWritable(path: string, why: string): Failure {
  return new Failure(
    EXIT.usage,
    'LedgerNotWritable',
    `The ledger ${path} cannot be opened: ${why}. Nothing was touched.`,
    `Give this user the right to write the file and its directory. ${OTHER_FILE}`,
  );
}

function damaged(path: string, message: string): Failure {
  return new Failure(
    EXIT.partly,
    'LedgerDamaged',
    `The ledger ${path} is damaged (${message}); nothing was touched.`,
    'Keep a copy, mend it with "sqlite3 FILE .recover" or move it away. Without it, what earlier runs sent and did not delete is not known.',
  );
}

function codeOf(thrown: unknown): number | undefined {
  const code = (thrown as { errcode?: unknown } | undefined)?.errcode;
  return typeof code === 'number' ? code & 0xff : undefined;
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
