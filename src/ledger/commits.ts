import { failedDuring } from './failures.ts';
import type { Database } from './sqlite.ts';

interface Waiting {
  /** Writes, and answers what tells so once it is durable. */
  readonly write: () => () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Group commit: all that is ready to be written within one turn of the event loop shares one transaction, for a commit
 * that survives a power cut costs about as much for a hundred rows as for one.
 */
export class Commits {
  readonly #database: Database;
  readonly #path: string;
  #waiting: Waiting[] = [];

  constructor(database: Database, path: string) {
    this.#database = database;
    this.#path = path;
  }

  /** Resolves with what `write` answered once it is durable; rejects with a Failure, and then nothing of it was written. */
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

  /** Whether there is anything to roll back Node tells only since 22.16, so it is tried. */
  #rollBack(): void {
    try {
      this.#database.exec('ROLLBACK');
    } catch {
      // SQLite has done so by itself after a full disk or an I/O error. Otherwise it is gone with the connection.
    }
  }
}
