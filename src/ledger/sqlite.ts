import type { DatabaseSync } from 'node:sqlite';

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
