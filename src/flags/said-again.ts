import { connectionFlags } from './connection.ts';
import { selectionFlags } from './selection.ts';

/** What says where the integration is, and what nobody is to see of its events. */
export const WHERE = [...Object.keys(connectionFlags).filter((name) => name !== 'concurrency'), 'mask'];

/** What says where runs are written down, and what nobody is to see of their events. */
export const LEDGER = ['ledger', 'mask'];

/** What says which dead letters are meant. */
export const WHICH = Object.keys(selectionFlags).filter((name) => name !== 'limit');

/**
 * The flags of those names once more, as a shell takes them and each after a space, so that a command that is proposed
 * goes to the same place; empty where none was given. The values are as they were given: to be made printable.
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

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
