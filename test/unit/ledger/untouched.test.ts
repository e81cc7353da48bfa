import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openArchive } from '../../../src/ledger/archive.ts';
import { openLedger, priorAttemptsFrom } from '../../../src/ledger/ledger.ts';
import { thisUser } from '../../../src/ledger/machine.ts';
import { asked, QUEUE } from '../../contract/ledger/bench.ts';
import { stateOfDirectory } from '../../support/file-states.ts';
import { HEAD, inSql, leftByKill, SETTINGS, writtenLedger } from '../../support/ledger-files.ts';

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'momento-eb-untouched-'));
  folder = join(root, 'place');
  mkdirSync(folder, { mode: 0o700 });
});
afterEach(() => rmSync(root, { recursive: true }));

const at = (name = 'ledger.db') => join(folder, name);
const ours = { ...SETTINGS, user: thisUser() };
const isRoot = process.getuid?.() === 0;
const OTHER = 54321;

/** The refusals of writing, of reading and of a plan, where they must be the same. */
async function refusalsOf(path: string) {
  const codeOf = (opening: Promise<unknown>) =>
    opening.then(
      () => 'opened',
      (error) => error.code,
    );
  return [
    await codeOf(openLedger(path, ours)),
    await codeOf(openArchive(path, ours)),
    await codeOf(priorAttemptsFrom(path, ours)),
  ];
}

const FOREIGN = 'CREATE TABLE mine (x TEXT); INSERT INTO mine VALUES (zeroblob(9000))';
const MORE = "INSERT INTO mine VALUES ('more'); UPDATE mine SET x = x || 'y'";

describe('a file that is refused stays as it is, with everything beside it', () => {
  it.each<[string, string, (path: string) => void]>([
    [
      'a text',
      'LedgerForeign',
      (path) => writeFileSync(path, 'my notes, longer than sixteen bytes\n', { mode: 0o644 }),
    ],
    ['a short text', 'LedgerForeign', (path) => writeFileSync(path, 'x', { mode: 0o644 })],
    ['a directory', 'LedgerForeign', (path) => mkdirSync(path)],
    ['a FIFO', 'LedgerForeign', (path) => execFileSync('mkfifo', [path])],
    ['a link to a device', 'LedgerForeign', (path) => symlinkSync('/dev/zero', path)],
    ['a loop of links', 'LedgerNotWritable', (path) => symlinkSync(path, path)],
    ['another database', 'LedgerForeign', (path) => inSql(path, FOREIGN)],
    [
      'another database with a WAL',
      'LedgerForeign',
      (path) => {
        inSql(join(root, 'from.db'), FOREIGN);
        leftByKill(join(root, 'from.db'), path, MORE, 'WAL');
      },
    ],
    [
      'another database with a journal to be rolled back',
      'LedgerForeign',
      (path) => {
        inSql(join(root, 'from.db'), FOREIGN);
        leftByKill(join(root, 'from.db'), path, MORE.repeat(1), 'DELETE');
      },
    ],
    ['another application', 'LedgerForeign', (path) => inSql(path, `PRAGMA application_id = 1; ${FOREIGN}`)],
  ])('%s', async (_, code, make) => {
    make(at());
    const before = stateOfDirectory(folder);
    expect(await refusalsOf(at())).toEqual([code, code, code]);
    expect(stateOfDirectory(folder)).toEqual(before);
  });

  it.each([false, true])('a ledger of a newer momento-eb, killed in the middle: %s', async (killed) => {
    await writtenLedger(join(root, 'from.db'));
    inSql(join(root, 'from.db'), 'PRAGMA user_version = 1000');
    leftByKill(join(root, 'from.db'), at(), killed ? 'UPDATE run SET flags = 1' : '', 'WAL');
    const before = stateOfDirectory(folder);
    expect(await refusalsOf(at())).toEqual(['LedgerNewer', 'LedgerNewer', 'LedgerNewer']);
    expect(stateOfDirectory(folder)).toEqual(before);
  });

  it('a ledger with a view or a trigger, which somebody else wrote', async () => {
    await writtenLedger(at());
    inSql(at(), "CREATE TRIGGER t AFTER INSERT ON attempt BEGIN UPDATE attempt SET state = 'removed'; END");
    const before = stateOfDirectory(folder);
    expect(await refusalsOf(at())).toEqual(['LedgerDamaged', 'LedgerDamaged', 'LedgerDamaged']);
    expect(stateOfDirectory(folder)).toEqual(before);
  });

  it('a socket', async () => {
    const server = createServer().listen(at());
    try {
      expect(await refusalsOf(at())).toEqual(['LedgerForeign', 'LedgerForeign', 'LedgerForeign']);
    } finally {
      server.close();
    }
  });

  it.each<[string, string]>([
    [':memory:', 'LedgerName'],
    ['file:ledger.db', 'LedgerName'],
    ['file:///tmp/x?mode=memory', 'LedgerName'],
    ['', 'LedgerName'],
    ['n'.repeat(300), 'LedgerNotWritable'],
    ['text/ledger.db', 'LedgerNotWritable'],
  ])('the name "%s" makes nothing', async (name, code) => {
    writeFileSync(at('text'), 'x');
    const cwd = process.cwd();
    const path = code === 'LedgerName' ? name : at(name);
    const before = stateOfDirectory(folder);
    process.chdir(folder);
    try {
      expect(await refusalsOf(path)).toEqual([code, code, code]);
    } finally {
      process.chdir(cwd);
    }
    expect(stateOfDirectory(folder)).toEqual(before);
  });
});

describe('a ledger that another user can change', () => {
  const cases: readonly [what: string, make: () => void, needsRoot?: boolean][] = [
    ['lies in a directory that all can write', () => chmodSync(folder, 0o777)],
    ['lies in a directory like /tmp', () => chmodSync(folder, 0o1777)],
    [
      'lies in a directory of another group that the group can write',
      () => {
        chownSync(folder, process.getuid?.() ?? 0, OTHER);
        chmodSync(folder, 0o770);
      },
      true,
    ],
    ['lies in a directory of another user', () => chownSync(folder, OTHER, OTHER), true],
    ['can be written by all', () => chmodSync(at(), 0o666)],
    ['can be written by a group', () => chmodSync(at(), 0o660)],
    ['belongs to another user', () => chownSync(at(), OTHER, OTHER), true],
    [
      'has a journal that another user made',
      () => {
        writeFileSync(at('ledger.db-journal'), 'x');
        chownSync(at('ledger.db-journal'), OTHER, OTHER);
      },
      true,
    ],
    ['has a WAL that is a link', () => symlinkSync('/etc/passwd', at('ledger.db-wal'))],
  ];
  it.each(cases.filter(([, , needsRoot]) => isRoot || !needsRoot))('is not written when it %s', async (_, make) => {
    await writtenLedger(at());
    make();
    const before = stateOfDirectory(folder);
    await expect(openLedger(at(), ours)).rejects.toMatchObject({
      code: 'LedgerNotOurs',
      exit: 2,
      hint: expect.stringMatching(/--ledger .*MOMENTO_EB_LEDGER/),
    });
    expect(stateOfDirectory(folder)).toEqual(before);
  });

  it.skipIf(!isRoot)('is not made through a link of another user, nor taken over when it is empty', async () => {
    mkdirSync(join(root, 'real'));
    symlinkSync(join(root, 'real'), join(folder, 'link'));
    execFileSync('chown', ['-h', String(OTHER), join(folder, 'link')]);
    await expect(openLedger(at('link/ledger.db'), ours)).rejects.toMatchObject({ code: 'LedgerNotOurs' });
    expect(stateOfDirectory(join(root, 'real'))).toEqual({});
    writeFileSync(at('empty.db'), '');
    chownSync(at('empty.db'), OTHER, OTHER);
    const before = stateOfDirectory(folder);
    await expect(openLedger(at('empty.db'), ours)).rejects.toMatchObject({ code: 'LedgerNotOurs' });
    expect(stateOfDirectory(folder)).toEqual(before);
  });

  it('is made in a directory of its own, wherever that is', async () => {
    chmodSync(folder, 0o777);
    const ledger = await openLedger(at('own/ledger.db'), ours);
    await ledger.begin(HEAD);
  });
});

describe('reading', () => {
  const read = async (path: string) => {
    const archive = await openArchive(path, ours);
    const runs = await archive?.runs();
    let attempts = 0;
    for await (const one of archive?.attempts(undefined) ?? []) attempts += one.messageId.length > 0 ? 1 : 0;
    await archive?.damage();
    const [facts] = (await (await priorAttemptsFrom(path, ours))?.(QUEUE, [asked('a')])) ?? [];
    return { flags: runs?.map(({ flags }) => flags), attempts, prior: facts?.attempts.map(({ state }) => state) };
  };
  const CHANGED = "UPDATE run SET flags = '--changed'";
  it.each<[string, (path: string) => Promise<void> | void, flags: string]>([
    ['a closed ledger', async (path) => void (await writtenLedger(path)), '--yes'],
    [
      'a ledger in WAL mode without a WAL',
      async (path) => inSql(await writtenLedger(path), 'PRAGMA journal_mode = WAL'),
      '--yes',
    ],
    [
      'a ledger of a killed run, without -shm',
      async (path) => {
        leftByKill(await writtenLedger(join(root, 'from.db')), path, CHANGED, 'WAL', false);
      },
      '--changed',
    ],
    [
      'a ledger with a journal to be rolled back',
      async (path) => {
        leftByKill(
          await writtenLedger(join(root, 'from.db')),
          path,
          `${CHANGED}; CREATE TABLE much AS SELECT zeroblob(90000)`,
          'DELETE',
        );
      },
      '--yes',
    ],
  ])('%s changes nothing, neither the file nor anything beside it', async (_, make, flags) => {
    await make(at());
    const before = stateOfDirectory(folder);
    expect(await read(at())).toEqual({ flags: [flags], attempts: 1, prior: ['removed'] });
    expect(stateOfDirectory(folder)).toEqual(before);
  });

  it('a ledger of a killed run that has its -shm changes neither the file nor the WAL', async () => {
    leftByKill(await writtenLedger(join(root, 'from.db')), at(), CHANGED, 'WAL');
    const before = stateOfDirectory(folder);
    expect(await read(at())).toEqual({ flags: ['--changed'], attempts: 1, prior: ['removed'] });
    const after = stateOfDirectory(folder);
    // SQLite keeps its locks in -shm, which is there for that.
    expect({ ...after, 'ledger.db-shm': '' }).toEqual({ ...before, 'ledger.db-shm': '' });
  });

  it('a run under way is seen as far as it is durable, and the ledger is one file again after it', async () => {
    const ledger = await openLedger(at(), ours);
    const plan = await priorAttemptsFrom(at(), ours);
    await ledger.begin(HEAD);
    expect((await read(at())).flags).toEqual(['--yes']);
    expect(await plan?.(QUEUE, [asked('a')])).toMatchObject([{ attempts: [] }]);
    await ledger.end({ exit: 0, failure: undefined, interrupted: false, tally: {} as never, reading: undefined });
  });
});

it('a ledger that a run has closed is one file', async () => {
  await writtenLedger(at());
  expect(Object.keys(stateOfDirectory(folder))).toEqual(['ledger.db']);
  const database = new DatabaseSync(at(), { readOnly: true });
  expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'delete' });
  database.close();
});
