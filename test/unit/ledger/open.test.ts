import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EXIT } from '../../../src/app/failures.ts';
import { openArchive } from '../../../src/ledger/archive.ts';
import { type LedgerSettings, openLedger, priorAttemptsFrom } from '../../../src/ledger/ledger.ts';
import { loadSqlite } from '../../../src/ledger/sqlite.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'momento-eb-open-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const SETTINGS: LedgerSettings = {
  version: '1.2.3',
  payloads: false,
  machine: { name: 'here', pid: 1, isRunning: () => true },
  user: undefined,
  now: () => Date.UTC(2026, 0, 31, 12),
  random: () => 0,
};
const HEAD = {
  startedAt: Date.UTC(2026, 0, 31, 12),
  queueArn: 'arn:aws:sqs:us-east-1:123456789012:dlq',
  who: undefined,
  endpoint: 'aws',
  flags: '',
  plan: undefined,
  mode: 'redrive',
} as const;

/** A file with so many bytes of rubbish in the place of that page. */
function damage(path: string, from: number, bytes: number): void {
  const content = readFileSync(path);
  content.fill(0xa5, from, from + bytes);
  writeFileSync(path, content);
}

function inSql(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}

/** A ledger with one run in it, closed. */
async function written(path: string): Promise<string> {
  const ledger = await openLedger(path, SETTINGS);
  await ledger.begin(HEAD);
  const tally = { received: 0, selected: 0, sent: 0, repaired: 0, removed: 0, removedOnly: 0, notRemoved: 0 };
  const rest = { sentNotRemoved: 0, held: 0, failed: 0, unknown: 0, left: 0 };
  await ledger.end({
    exit: 0,
    failure: undefined,
    interrupted: false,
    tally: { ...tally, ...rest },
    reading: undefined,
  });
  return path;
}

describe('a ledger that is not there', () => {
  it('is made with its folder for its owner only, whatever the umask, its side files too', async () => {
    const path = join(folder, 'a', 'b', 'ledger.db');
    const umask = process.umask(0);
    try {
      const ledger = await openLedger(path, SETTINGS);
      await ledger.begin(HEAD);
      const mode = (name: string) => (statSync(name).mode & 0o777).toString(8);
      expect([join(folder, 'a'), join(folder, 'a', 'b')].map(mode)).toEqual(['700', '700']);
      expect([path, `${path}-wal`, `${path}-shm`].map(mode)).toEqual(['600', '600', '600']);
    } finally {
      process.umask(umask);
    }
  });

  it('is not made by reading', async () => {
    const path = join(folder, 'a', 'ledger.db');
    expect(await openArchive(path, SETTINGS)).toBeUndefined();
    expect(await priorAttemptsFrom(path, SETTINGS)).toBeUndefined();
    expect(statSync(join(folder, 'a'), { throwIfNoEntry: false })).toBeUndefined();
  });

  it('is made in an empty file as well, and is no ledger yet for readers', async () => {
    const path = join(folder, 'empty.db');
    writeFileSync(path, '', { mode: 0o644 });
    expect(await openArchive(path, SETTINGS)).toBeUndefined();
    await written(path);
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
    expect(await (await openArchive(path, SETTINGS))?.runs()).toHaveLength(1);
  });
});

describe('a file that cannot be used as a ledger', () => {
  const foreignText = () => {
    const path = join(folder, 'notes.txt');
    writeFileSync(path, 'my notes, longer than sixteen bytes\n');
    return path;
  };
  const foreignDatabase = () => {
    const path = join(folder, 'other.db');
    inSql(path, 'CREATE TABLE mine (x)');
    return path;
  };
  const newer = async () => {
    const path = await written(join(folder, 'newer.db'));
    inSql(path, 'PRAGMA user_version = 1000');
    return path;
  };
  const damaged = async () => {
    const path = await written(join(folder, 'damaged.db'));
    damage(path, 100, 3_000);
    return path;
  };
  const blocked = () => {
    writeFileSync(join(folder, 'file'), 'x');
    return join(folder, 'file', 'ledger.db');
  };
  it.each([
    ['a text', foreignText, 'LedgerForeign', EXIT.usage],
    ['another database', foreignDatabase, 'LedgerForeign', EXIT.usage],
    ['a folder', () => folder, 'LedgerForeign', EXIT.usage],
    ['a ledger of a newer momento-eb', newer, 'LedgerNewer', EXIT.usage],
    ['a damaged ledger', damaged, 'LedgerDamaged', EXIT.partly],
    ['a path through a file', blocked, 'LedgerNotWritable', EXIT.usage],
    [
      'a path in a folder where nothing can be made',
      () => '/proc/momento-eb/ledger.db',
      'LedgerNotWritable',
      EXIT.usage,
    ],
  ])('%s is refused and stays as it is', async (_what, make, code, exit) => {
    const path = await make();
    const content = () => (statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path) : undefined);
    const before = content();
    await expect(openLedger(path, SETTINGS)).rejects.toMatchObject({ name: 'Failure', code, exit });
    expect(content()).toEqual(before);
    if (before !== undefined) await expect(openArchive(path, SETTINGS)).rejects.toMatchObject({ code });
  });

  it('because it is locked all the time is told as busy', { timeout: 20_000 }, async () => {
    const path = await written(join(folder, 'ledger.db'));
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    try {
      await expect(openLedger(path, SETTINGS)).rejects.toMatchObject({ code: 'LedgerBusy', exit: EXIT.partly });
    } finally {
      other.close();
    }
  });

  it('because it is damaged further in is found out by reading it', async () => {
    const path = join(folder, 'ledger.db');
    await written(path);
    inSql(path, `PRAGMA journal_mode = DELETE`);
    const archive = async () => (await openArchive(path, SETTINGS))?.damage();
    expect(await archive()).toBeUndefined();
    damage(path, 4096 * 2, 4096);
    expect(await archive()).toBeTruthy();
  });
});

// Whoever is root may write it all the same.
describe.skipIf(process.getuid?.() === 0)('a file that may only be read', () => {
  it('is refused for writing and read all the same', async () => {
    const path = await written(join(folder, 'ledger.db'));
    chmodSync(path, 0o400);
    await expect(openLedger(path, SETTINGS)).rejects.toMatchObject({ code: 'LedgerNotWritable', exit: EXIT.usage });
    expect(await (await openArchive(path, SETTINGS))?.runs()).toHaveLength(1);
  });
});

describe('loading SQLite', () => {
  it('drops its own experimental warning and no other', async () => {
    const said: string[] = [];
    const { emitWarning } = process;
    const restore = () => {
      process.emitWarning = emitWarning;
    };
    process.emitWarning = ((text: string) => void said.push(text)) as typeof emitWarning;
    try {
      const loading = loadSqlite();
      process.emitWarning('SQLite is an experimental feature and might change at any time', 'ExperimentalWarning');
      process.emitWarning('Something else', 'ExperimentalWarning');
      process.emitWarning('SQLite is an experimental feature', 'DeprecationWarning');
      await loading;
      process.emitWarning('SQLite is an experimental feature', 'ExperimentalWarning');
    } finally {
      restore();
    }
    expect(said).toEqual(['Something else', 'SQLite is an experimental feature', 'SQLite is an experimental feature']);
  });
});
