import { failedDuring } from './failures.ts';
import type { Database } from './sqlite.ts';

interface Waiting {
  readonly write: () => void;
  readonly resolve: () => void;
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
  async write<T>(write: () => T): Promise<T> {
    let result: { readonly value: T } | undefined;
    await new Promise<void>((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#commit());
      this.#waiting.push({
        write: () => {
          result = { value: write() };
        },
        resolve,
        reject,
      });
    });
    return (result as unknown as { readonly value: T }).value;
  }

  #commit(): void {
    const group = this.#waiting;
    this.#waiting = [];
    try {
      this.#database.exec('BEGIN IMMEDIATE');
      for (const { write } of group) write();
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#rollBack();
      const failure = failedDuring(this.#path, error);
      for (const { reject } of group) reject(failure);
      return;
    }
    for (const { resolve } of group) resolve();
  }

  /** SQLite has rolled back by itself after a full disk or an I/O error. */
  #rollBack(): void {
    try {
      if (this.#database.isOpen && this.#database.isTransaction) this.#database.exec('ROLLBACK');
    } catch {
      // What could not be rolled back was not committed either: it is gone with the connection.
    }
  }
}
