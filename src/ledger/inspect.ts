import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { directoryOpenToOthers, fileOpenToOthers, type User } from '../domain/host/ownership.ts';
import { cannotOpen, foreign, newer, noFileName, notOurs } from './failures.ts';
import { APPLICATION_ID, SCHEMA_VERSION } from './schema.ts';

/** The file at the path of a ledger. */
export type Found =
  | { readonly kind: 'nothing' }
  /** A file without a byte: a run died while it created the ledger, or another program created it. */
  | { readonly kind: 'empty'; readonly stats: Stats }
  | { readonly kind: 'ledger'; readonly stats: Stats; readonly isWal: boolean };

/** The files that SQLite keeps beside a database. */
export const BESIDE = ['-wal', '-shm', '-journal'] as const;

// https://www.sqlite.org/fileformat2.html, "The Database Header".
const HEADER_BYTES = 100;
const MAGIC = 'SQLite format 3\0';
const READ_VERSION_AT = 19;
const USER_VERSION_AT = 60;
const APPLICATION_ID_AT = 68;
const WAL = 2;

/**
 * Inspects the file at a path without SQLite, which would lock, recover or take over the file. Throws a Failure for
 * everything that is no ledger this momento-eb understands; nothing is changed, whatever the answer.
 */
export function inspect(path: string): Found {
  const place = placeOf(path);
  let file: number;
  try {
    if (!statSync(place).isFile()) throw foreign(path);
    file = openSync(place, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { kind: 'nothing' };
    throw cannotOpen(path, error);
  }
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) throw foreign(path);
    if (stats.size === 0) return { kind: 'empty', stats };
    const header = Buffer.alloc(HEADER_BYTES);
    readSync(file, header, 0, HEADER_BYTES, 0);
    const isOurs =
      header.toString('latin1', 0, MAGIC.length) === MAGIC && header.readUInt32BE(APPLICATION_ID_AT) === APPLICATION_ID;
    if (!isOurs) throw foreign(path);
    if (header.readUInt32BE(USER_VERSION_AT) > SCHEMA_VERSION) throw newer(path);
    return { kind: 'ledger', stats, isWal: header[READ_VERSION_AT] === WAL };
  } catch (error) {
    throw cannotOpen(path, error);
  } finally {
    closeSync(file);
  }
}

/** The absolute path of a ledger. SQLite gives some names a meaning of their own; a Failure refuses those. */
export function placeOf(path: string): string {
  if (path === '' || path === ':memory:' || /^file:/i.test(path)) throw noFileName(path);
  return resolve(path);
}

/**
 * Throws a Failure when another user could change the ledger, or what SQLite reads beside it: a ledger that claims that
 * events were sent makes a redrive delete their messages. Checks the directory, the file and SQLite's own files.
 */
export function refuseOpenToOthers(path: string, user: User): void {
  const place = placeOf(path);
  const directory = dirname(place);
  // A link that another user made may lead anywhere.
  for (const [stats, refusal] of [
    [existing(path, directory, lstatSync), ownedByOther],
    [existing(path, directory, statSync), directoryOpenToOthers],
    [existing(path, place, lstatSync), ownedByOther],
    [existing(path, place, statSync), fileOpenToOthers],
  ] as const) {
    const why = stats && refusal(stats, user);
    if (why !== undefined) throw notOurs(path, stats?.isDirectory() ? directory : place, why);
  }
  for (const suffix of BESIDE) {
    const stats = existing(path, `${place}${suffix}`, lstatSync);
    if (stats === undefined) continue;
    const why = stats.isFile() ? fileOpenToOthers(stats, user) : 'is not a file that SQLite made';
    if (why !== undefined) throw notOurs(path, `${place}${suffix}`, why);
  }
}

function ownedByOther(stats: Stats, user: User): string | undefined {
  return stats.isSymbolicLink() && user !== undefined && stats.uid !== user.uid && stats.uid !== 0
    ? `is a link of user ${stats.uid}, and this is user ${user.uid}`
    : undefined;
}

function existing(path: string, name: string, stat: typeof lstatSync): Stats | undefined {
  try {
    return stat(name) as Stats;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw cannotOpen(path, error);
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
