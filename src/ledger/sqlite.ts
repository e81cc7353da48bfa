import type { DatabaseSync } from 'node:sqlite';
import { failedDuring } from './failures.ts';

/** The module, as far as the ledger uses it. */
export type Sqlite = typeof import('node:sqlite');
export type Database = DatabaseSync;

/** Loads node:sqlite without the ExperimentalWarning that Node 22 prints for it; every other warning passes. */
export async function loadSqlite(): Promise<Sqlite> {
  const { emitWarning } = process;
  process.emitWarning = ((warning: string | Error, ...rest: unknown[]) => {
    const text = typeof warning === 'string' ? warning : warning.message;
    if (rest.includes('ExperimentalWarning') && text.startsWith('SQLite is an experimental feature')) return;
    Reflect.apply(emitWarning, process, [warning, ...rest]);
  }) as typeof process.emitWarning;
  try {
    return await import('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
}

interface Waiting {
  /** Writes, and answers a function that resolves the promise once the write is durable. */
  readonly write: () => () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Group commit: all writes of one turn of the event loop share one transaction, because a commit that survives a power cut
 * costs about as much for a hundred rows as for one.
 */
export class GroupCommit {
  readonly #database: Database;
  readonly #path: string;
  #waiting: Waiting[] = [];

  constructor(database: Database, path: string) {
    this.#database = database;
    this.#path = path;
  }

  /** Resolves with the answer of `write` once it is durable; rejects with a Failure, and then nothing of it was written. */
  write<T>(write: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#commit());
      const written = () => {
        const value = write();
        return () => resolve(value);
      };
      this.#waiting.push({ write: written, reject });
    });
  }

  #commit(): void {
    const group = this.#waiting;
    this.#waiting = [];
    const durable: (() => void)[] = [];
    try {
      this.#database.exec('BEGIN IMMEDIATE');
      for (const { write } of group) durable.push(write());
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#rollBack();
      const failure = failedDuring(this.#path, error);
      for (const { reject } of group) reject(failure);
      return;
    }
    for (const tell of durable) tell();
  }

  /** Only since 22.16 does Node know whether there is anything to roll back, so it is tried. */
  #rollBack(): void {
    try {
      this.#database.exec('ROLLBACK');
    } catch {
      // SQLite rolls back by itself after a full disk or an I/O error. Otherwise closing the connection does it.
    }
  }
}
