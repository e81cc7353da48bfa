import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openArchive } from '../../../src/ledger/archive.ts';
import { openLedger, priorAttemptsFrom } from '../../../src/ledger/ledger.ts';
import { asked, QUEUE } from '../../contract/ledger/bench.ts';
import { stateOfDirectory } from '../../support/file-states.ts';
import { asVersion1, HEAD, inSql, leftByKill, SETTINGS, writtenLedger } from '../../support/ledger-files.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'momento-eb-schema-'));
  path = await writtenLedger(join(folder, 'ledger.db'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const modes = async (of = path) => (await (await openArchive(of, SETTINGS))?.runs())?.map(({ mode }) => mode);

it.each([
  ['--fix --yes', null, 'redrive'],
  ['-y', null, 'redrive'],
  ['--fix', '{"selected":1,"toSend":1,"toRemoveOnly":0,"held":0}', 'redrive'],
  ['--dry-run --yes', null, 'plan'],
  ['--fix', null, 'plan'],
])(
  'a run of version 1 with the flags "%s" and the plan %s is a %s, before and after the next redrive',
  async (flags, plan, mode) => {
    inSql(path, `UPDATE run SET flags = '${flags}', plan = ${plan === null ? 'NULL' : `'${plan}'`}`);
    asVersion1(path);
    const before = stateOfDirectory(folder);
    expect(await modes()).toEqual([mode]);
    expect(await (await priorAttemptsFrom(path, SETTINGS))?.(QUEUE, [asked('a')])).toMatchObject([
      { attempts: [{ state: 'removed' }] },
    ]);
    expect(stateOfDirectory(folder)).toEqual(before);
    const ledger = await openLedger(path, { ...SETTINGS, random: () => 1 });
    await ledger.begin({ ...HEAD, mode: 'plan' });
    expect(await modes()).toEqual(['plan', mode]);
  },
);

it('a ledger of version 1 that a killed run left is brought to this version with what that run wrote', async () => {
  asVersion1(path);
  const left = join(folder, 'left.db');
  leftByKill(path, left, "UPDATE run SET flags = '--changed --yes'", 'WAL');
  await openLedger(left, SETTINGS);
  const database = new DatabaseSync(left);
  expect(database.prepare('SELECT flags FROM run').all()).toEqual([{ flags: '--changed --yes' }]);
  expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: 2 });
  const indexes = database.prepare("SELECT name FROM sqlite_schema WHERE name = 'attempt_open'").all();
  expect(indexes).toHaveLength(1);
  database.close();
});
