import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CREDENTIALS } from '../support/builders/credentials.ts';
import { HOSTILE_TEXTS } from '../support/builders/hostile-letters.ts';
import { withoutTypes, writtenLedger } from '../support/ledger-files.ts';
import { complaints } from '../support/terminal/safe-output.ts';
import { momentoEb } from './cli.ts';

const EVERYTHING = `${HOSTILE_TEXTS.map(([, text]) => text).join(' ')} ${CREDENTIALS.v1}`;

/** Columns that hold one of a few words or JSON of a known form. */
const CHECKED: readonly (readonly [table: string, column: string])[] = [
  ['run', 'endpoint'],
  ['run', 'mode'],
  ['run', 'plan'],
  ['run', 'ending'],
  ['attempt', 'state'],
  ['attempt', 'edits'],
  ['attempt', 'payload'],
];
/** The texts within that JSON. */
const WITHIN: Readonly<Record<string, unknown>> = {
  ending: { exit: 3, failure: EVERYTHING, interrupted: false, tally: { [EVERYTHING]: 1 } },
  edits: [{ path: EVERYTHING, kind: EVERYTHING, before: EVERYTHING, after: EVERYTHING }],
  payload: { source: EVERYTHING, detail: EVERYTHING },
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'momento-eb-hostile-ledger-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function ledgerWith(values: readonly (readonly [table: string, column: string, value: string])[]) {
  const path = await writtenLedger(join(folder, `${Math.random()}.db`));
  withoutTypes(path);
  const database = new DatabaseSync(path);
  for (const [table, column, value] of values) database.prepare(`UPDATE ${table} SET ${column} = ?`).run(value);
  database.close();
  return path;
}

/** Every text column of both tables, with hostile texts in it. */
async function hostileLedger() {
  const path = await ledgerWith([]);
  const database = new DatabaseSync(path);
  const texts = ['run', 'attempt'].flatMap((table) =>
    database
      .prepare(`SELECT name FROM pragma_table_info('${table}')`)
      .all()
      .map(({ name }) => [table, String(name)] as const)
      .filter(([, name]) => typeof textIn(database, table, name) === 'string' || NULL_TEXTS.has(name))
      .filter(([, name]) => !CHECKED.some(([, column]) => column === name) || name in WITHIN),
  );
  database.close();
  const values = texts.map(([table, name]) => {
    return [table, name, name in WITHIN ? JSON.stringify(WITHIN[name]) : EVERYTHING] as const;
  });
  return { path: await ledgerWith(values), columns: texts.map(([table, name]) => `${table}.${name}`) };
}

/** Text columns that are empty in the ledger that is changed. */
const NULL_TEXTS: ReadonlySet<string> = new Set(['place', 'code']);

function textIn(database: DatabaseSync, table: string, column: string): unknown {
  return database.prepare(`SELECT ${column} AS value FROM ${table}`).get()?.value;
}

const COMMANDS = ['ledger list', 'ledger show last', 'ledger verify', 'ledger export'];

describe('a ledger with hostile texts in every text column', () => {
  it.for(COMMANDS.flatMap((words) => [60, 140, 0].map((width) => [words, width] as const)))(
    'shows nothing raw: %s in %i columns',
    async ([words, width]) => {
      const { path, columns } = await hostileLedger();
      expect(columns.length).toBeGreaterThan(18);
      const how = width === 0 ? ['--json'] : [];
      const { status, stdout, stderr } = await momentoEb([...words.split(' '), '--ledger', path, ...how], {
        COLUMNS: String(width || 80),
        FORCE_COLOR: '1',
        DEBUG: '1',
      });
      expect(stderr).toBe('');
      expect(status).toBe(words.includes('verify') ? 3 : 0);
      expect(stdout.length).toBeGreaterThan(100);
      expect(complaints(stdout, width === 0 || words.includes('export') ? undefined : width)).toEqual([]);
    },
  );

  it.for(CHECKED)('names a hostile value in %s.%s and shows nothing raw', async ([table, column]) => {
    const path = await ledgerWith([[table, column, EVERYTHING]]);
    for (const json of [[], ['--json']]) {
      const words = ['ledger', table === 'run' ? 'list' : 'export', '--ledger', path, ...json];
      const { status, stdout, stderr } = await momentoEb(words, { FORCE_COLOR: '1' });
      expect(status).toBe(3);
      expect(stdout + stderr).toContain(`column ${column} holds`);
      expect([...complaints(stdout), ...complaints(stderr)]).toEqual([]);
    }
  });
});

describe('hostile words of the command line and the environment', () => {
  const CASES: readonly (readonly [words: readonly string[], environment?: Record<string, string>])[] = [
    [[EVERYTHING]],
    [['dlq', EVERYTHING]],
    [['dlq', 'list', EVERYTHING]],
    [['dlq', 'list', `--${EVERYTHING}`]],
    [['dlq', 'list', '--cause', EVERYTHING]],
    [['dlq', 'list', '--since', EVERYTHING]],
    [['dlq', 'list', '--limit', EVERYTHING]],
    [['dlq', 'list', '--output', EVERYTHING]],
    [['dlq', 'list', '--queue', EVERYTHING, '--region', 'us-east-1']],
    [['dlq', 'list', '--queue', 'q', '--region', EVERYTHING]],
    [['dlq', 'list', '--queue', 'q', '--region', 'us-east-1', '--profile', EVERYTHING]],
    [['dlq', 'list', '--stack', EVERYTHING, '--region', 'us-east-1']],
    [['dlq', 'list', '--queue', 'q', '--endpoint-url', EVERYTHING]],
    [['dlq', 'show', EVERYTHING]],
    [['dlq', 'redrive', '--yes', '--edits', join('/nowhere', EVERYTHING)]],
    [['dlq', 'redrive', '--yes', '--fix', '--set', EVERYTHING]],
    [['dlq', 'redrive', '--yes', '--rate', EVERYTHING]],
    [['dlq', 'redrive', '--yes', '--force', EVERYTHING]],
    [['ledger', 'show', EVERYTHING]],
    [['ledger', 'list', '--ledger', join('/dev/null', EVERYTHING)]],
    [['ledger', 'verify', '--ledger', join('/nowhere', EVERYTHING)]],
    [['ledger', 'list', '--ledger', `:memory:`], { MOMENTO_EB_QUEUE: EVERYTHING }],
    [['ledger', 'verify'], { MOMENTO_EB_LEDGER: join('/nowhere', EVERYTHING) }],
    [['dlq', 'list'], { MOMENTO_EB_QUEUE: EVERYTHING, AWS_REGION: 'us-east-1' }],
    [['dlq', 'list'], { AWS_PROFILE: EVERYTHING, MOMENTO_EB_QUEUE: 'q', AWS_REGION: 'us-east-1' }],
    [['dlq', 'list', '--sandbox'], { MOMENTO_EB_SANDBOX_URL: EVERYTHING }],
    [['stats', '--range', EVERYTHING]],
    [['completion', EVERYTHING]],
    [['help', EVERYTHING]],
  ];
  // An argument and a variable end at a NUL.
  const sayable = (word: string) => word.replaceAll('\0', '');
  it.for(CASES)('are not shown raw: %j', async ([words, environment = {}]) => {
    const said = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, sayable(value)]));
    for (const json of [[], ['--json']]) {
      const { status, stdout, stderr } = await momentoEb([...words.map(sayable), ...json], {
        ...said,
        FORCE_COLOR: '1',
        DEBUG: '1',
      });
      expect(stdout + stderr).not.toContain('itself failed');
      expect(status).not.toBe(1);
      expect([...complaints(stdout), ...complaints(stderr)]).toEqual([]);
    }
  });
});
