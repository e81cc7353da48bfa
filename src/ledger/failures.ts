import { EXIT, Failure } from '../app/failures.ts';

// https://www.sqlite.org/rescode.html: the primary code is the low byte.
const ERROR = 1;
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;

const OTHER_FILE = 'Name another file with --ledger PATH or MOMENTO_EB_LEDGER, or run without a ledger: --no-ledger.';

/** Is another process using the database at this moment? */
export function isBusy(thrown: unknown): boolean {
  return [BUSY, LOCKED].includes(codeOf(thrown) ?? ERROR);
}

/** Does SQLite need to write something before it can read the database where it lies? */
export function needsWriting(thrown: unknown): boolean {
  return [READONLY, CANTOPEN].includes(codeOf(thrown) ?? ERROR);
}

/** The failure for a ledger that cannot be used, whether SQLite or the file system said so; it was not changed. */
export function cannotUse(path: string, thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  if (codeOf(thrown) === undefined) return cannotOpen(path, thrown);
  const message = messageOf(thrown);
  switch (codeOf(thrown)) {
    case BUSY:
    case LOCKED:
      return new Failure(
        EXIT.partly,
        'LedgerBusy',
        `Another process locked the ledger ${path} for five seconds; nothing was touched.`,
        'End what uses the file (a backup, an open sqlite3 shell), then run it again.',
      );
    case ERROR:
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
        `Free space on its disk. ${OTHER_FILE}`,
      );
    default:
      return notWritable(path, message);
  }
}

/** Does something with an open ledger before anything else is touched; an error closes the ledger and becomes a Failure. */
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
  const isDamaged = codeOf(thrown) === CORRUPT;
  return new Failure(
    EXIT.partly,
    isBusy(thrown) ? 'LedgerBusy' : isDamaged ? 'LedgerDamaged' : 'LedgerFailed',
    `The ledger ${path} could not be written or read (${messageOf(thrown)}), so nothing more was sent. Messages whose events the bus accepted were deleted anyway.`,
    `${remedyOf(codeOf(thrown))} Then run it again: messages that were sent without a record are reported as unknown.`,
  );
}

function remedyOf(code: number | undefined): string {
  switch (code) {
    case BUSY:
    case LOCKED:
      return 'Another process holds the file: end it (a backup, an open sqlite3 shell).';
    case FULL:
      return 'Free space on its disk.';
    case READONLY:
    case CANTOPEN:
      return 'Give this user the right to write the file and its directory.';
    case CORRUPT:
    case NOTADB:
      return 'Repair the file with "sqlite3 FILE .recover".';
    case IOERR:
      return 'Free space on its disk, and check the disk.';
    default:
      return 'Check the disk and its free space.';
  }
}

/** The failure for a ledger that was deleted, moved or replaced in the middle of a run. */
export function gone(path: string): Failure {
  return new Failure(
    EXIT.partly,
    'LedgerGone',
    `The ledger ${path} was deleted or replaced, so nothing more was sent. Messages whose events the bus accepted were deleted anyway.`,
    'Put the file back if it was moved. Without it the next redrive does not know what was sent: check the messages reported as unknown or sent-not-removed first.',
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
    `${path} is not a ledger of momento-eb; nothing was changed.`,
    OTHER_FILE,
  );
}

/** The file was written by a momento-eb that this one does not understand. */
export function newer(path: string): Failure {
  return new Failure(
    EXIT.usage,
    'LedgerNewer',
    `A newer momento-eb wrote the ledger ${path}; nothing was touched.`,
    `Use that version: this one cannot tell what was sent before. ${OTHER_FILE}`,
  );
}

/** The text names no file, although SQLite would take it. */
export function noFileName(path: string): Failure {
  return new Failure(
    EXIT.usage,
    'LedgerName',
    `"${path}" is not a valid file name for a ledger; nothing was changed.`,
    'Give a path, such as --ledger ./ledger.db.',
  );
}

/** Another user could change the ledger, and so decide which messages a redrive deletes. */
export function notOurs(path: string, what: string, why: string): Failure {
  return new Failure(
    EXIT.usage,
    'LedgerNotOurs',
    `The ledger ${path} cannot be trusted, because ${what} ${why}. Nothing was touched.`,
    'Name a file in a directory that only this user can write (a directory that is not there yet is made so) with --ledger DIRECTORY/ledger.db or MOMENTO_EB_LEDGER.',
  );
}

/** The file, or its directory, cannot be opened, written or made; `thrown` comes from the file system. */
export function cannotOpen(path: string, thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  if (codeOf(thrown) !== undefined) return cannotUse(path, thrown);
  // Node adds the call and the path, which the sentence has already.
  return notWritable(path, messageOf(thrown).replace(/, \w+( '.*)?$/s, ''));
}

function notWritable(path: string, why: string): Failure {
  return new Failure(
    EXIT.usage,
    'LedgerNotWritable',
    `The ledger ${path} cannot be opened: ${why}. Nothing was touched.`,
    `Give this user the right to use the file and its directory. ${OTHER_FILE}`,
  );
}

/** The file, or a row in it, is not as a ledger must be. */
export function damaged(path: string, message: string): Failure {
  return new Failure(
    EXIT.partly,
    'LedgerDamaged',
    `The ledger ${path} is damaged (${message}); nothing was touched.`,
    'Keep a copy, repair it with "sqlite3 FILE .recover" or move it away. Without it, what earlier runs sent and did not delete is not known.',
  );
}

function codeOf(thrown: unknown): number | undefined {
  const code = (thrown as { errcode?: unknown } | undefined)?.errcode;
  return typeof code === 'number' ? code & 0xff : undefined;
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
