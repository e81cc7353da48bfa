import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openArchive } from '../../../src/ledger/archive.ts';
import { openLedger, priorAttemptsFrom } from '../../../src/ledger/ledger.ts';
import { asked, attempt, QUEUE } from '../../contract/ledger/bench.ts';
import { HEAD, inSql, SETTINGS, withoutTypes, writtenLedger } from '../../support/ledger-files.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'momento-eb-rows-'));
  path = await writtenLedger(join(folder, 'ledger.db'));
  withoutTypes(path);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Everything that the four ledger commands read. */
async function readAll() {
  const archive = await openArchive(path, SETTINGS);
  await archive?.runs();
  for await (const _ of archive?.attempts(undefined) ?? []);
  for await (const _ of archive?.openEnds() ?? []);
}

const TEXTS = ['NULL', "x'00ff'", '5', '0.5'];
const NUMBERS = ['NULL', "x'00ff'", "'five'", '0.5', '9e300', '9223372036854775807'];
const JSONS = [...TEXTS.slice(1), "'{'", "'[1]'", "'{}'", "'null'", "'[]'"];
const without = (values: readonly string[], ...these: readonly string[]) =>
  values.filter((one) => !these.includes(one));

const COLUMNS: readonly (readonly [table: 'run' | 'attempt', column: string, wrong: readonly string[]])[] = [
  ...['id', 'version', 'queue_arn', 'flags'].map((column) => ['run', column, TEXTS] as const),
  ...['endpoint', 'mode'].map((column) => ['run', column, [...TEXTS, "'other words'"]] as const),
  ['run', 'who', without(TEXTS, 'NULL')],
  ['run', 'started_at', NUMBERS],
  ['run', 'alive_until', NUMBERS],
  ['run', 'ended_at', without(NUMBERS, 'NULL')],
  ['run', 'plan', JSONS],
  ['run', 'ending', [...JSONS, `'{"exit":0,"interrupted":false,"tally":{"sent":"many"}}'`]],
  ...['message_id', 'bus_arn', 'detail_type', 'fingerprint', 'cause', 'verdict'].map(
    (column) => ['attempt', column, TEXTS] as const,
  ),
  ...['event_id', 'new_event_id', 'code'].map((column) => ['attempt', column, without(TEXTS, 'NULL')] as const),
  ['attempt', 'state', [...TEXTS, "'gone'"]],
  ['attempt', 'edits', [...without(JSONS, "'[]'"), 'NULL', `'[{"path":1,"kind":"safe"}]'`]],
  ['attempt', 'payload', [...JSONS, `'{"source":"s","detail":{}}'`]],
  ...['returns', 'requests', 'began_at'].map((column) => ['attempt', column, NUMBERS] as const),
  ...['sent_at', 'settled_at', 'removed_at'].map((column) => ['attempt', column, without(NUMBERS, 'NULL')] as const),
];

describe('a value of the wrong kind is named with its row and column', () => {
  it.each(COLUMNS)('in %s.%s', async (table, column, wrong) => {
    for (const value of wrong) {
      inSql(path, `UPDATE ${table} SET ${column} = ${value}`);
      await expect(readAll(), value).rejects.toMatchObject({
        name: 'Failure',
        code: 'LedgerDamaged',
        exit: 3,
        message: expect.stringMatching(new RegExp(`\\((run|attempt) (seq|id|run) .{1,40}: column ${column} holds `)),
      });
    }
  });
});

it.each([
  ['state', "'gone'"],
  ['verdict', '5'],
  ['new_event_id', "x'00'"],
  ['settled_at', "'late'"],
])('a plan and a redrive stop at a prior attempt whose %s is damaged, and nothing is sent', async (column, value) => {
  inSql(path, `UPDATE attempt SET ${column} = ${value}`);
  const said = { code: 'LedgerDamaged', message: expect.stringContaining('so nothing more was sent') };
  await expect((await priorAttemptsFrom(path, SETTINGS))?.(QUEUE, [asked('a')])).rejects.toMatchObject(said);
  const ledger = await openLedger(path, { ...SETTINGS, random: () => 1 });
  await ledger.begin(HEAD);
  await expect(ledger.priorAttempts(QUEUE, [asked('a')])).rejects.toMatchObject(said);
});

it('a damaged rival in the conflict check stops the write, and nothing may be sent', async () => {
  inSql(path, "UPDATE attempt SET state = 'intended', run = 'x'");
  inSql(path, "UPDATE run SET seq = 'x'");
  const ledger = await openLedger(path, { ...SETTINGS, random: () => 1 });
  const begun = ledger.begin(HEAD).then(() => ledger.intend([attempt('a')]));
  await expect(begun).rejects.toMatchObject({ name: 'Failure', exit: 3 });
});

it('a table that is missing is named', async () => {
  inSql(path, 'DROP TABLE attempt');
  await expect(readAll()).rejects.toMatchObject({ code: 'LedgerDamaged', message: expect.stringContaining('attempt') });
  await expect(openLedger(path, SETTINGS)).rejects.toMatchObject({ code: 'LedgerDamaged' });
});
