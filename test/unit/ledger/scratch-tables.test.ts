import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { expect, it } from 'vitest';
import { scratchTables } from '../../../src/ledger/scratch-tables.ts';

const FILES = '/proc/self/fd';

/** What this process has open and what has no name any more. */
function unlinked(): readonly string[] {
  return readdirSync(FILES).flatMap((fd) => {
    try {
      const path = readlinkSync(`${FILES}/${fd}`);
      return path.endsWith('(deleted)') ? [path] : [];
    } catch {
      return [];
    }
  });
}

it.runIf(existsSync(FILES))('what does not fit into memory lies in a file without a name', () => {
  const ids = scratchTables().ids();
  const before = unlinked().length;
  ids.addAll(Array.from({ length: 200_000 }, (_, at) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`));
  expect(unlinked().length).toBe(before + 1);
  expect(unlinked().every((path) => !existsSync(path.replace(' (deleted)', '')))).toBe(true);
  expect(ids.has('00000000-0000-4000-8000-000000123456')).toBe(true);
  expect(ids.has('00000000-0000-4000-8000-000000200000')).toBe(false);
});

it('tables do not know of each other', () => {
  const tables = scratchTables();
  const [one, other] = [tables.ids(), tables.ids()];
  one.addAll(['a']);
  expect([one.has('a'), other.has('a')]).toEqual([true, false]);
});
