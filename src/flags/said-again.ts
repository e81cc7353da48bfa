import { connectionFlags } from './connection.ts';
import { selectionFlags } from './selection.ts';

/** The flags that locate the integration, and the one that masks members of its events. */
export const WHERE = [...Object.keys(connectionFlags).filter((name) => name !== 'concurrency'), 'mask'];

/** The flags that name the ledger, and the one that masks members of events in it. */
export const LEDGER = ['ledger', 'mask'];

/** The flags that select dead letters. */
export const WHICH = Object.keys(selectionFlags).filter((name) => name !== 'limit');

/**
 * The given flags of those names, quoted for a shell and each after a space, so that a proposed command goes to the same
 * place; empty where none was given. The values are not printable yet.
 */
export function saidAgain(flags: Readonly<Record<string, unknown>>, names: readonly string[]): string {
  return names
    .flatMap((name) => {
      const value = flags[name];
      if (value === undefined || value === false) return [];
      if (value === true) return [` --${name}`];
      return [value].flat().map((one) => ` --${name} ${quoted(String(one))}`);
    })
    .join('');
}

/** The word as a shell reads it back. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
