import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSeededSandbox } from '../../src/sandbox/integration/seeded.ts';
import { stateOfDirectory } from '../support/file-states.ts';
import { leftByKill, writtenLedger } from '../support/ledger-files.ts';

const SCRIPT = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const isRoot = process.getuid?.() === 0;
const NOBODY = 54321;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'momento-eb-start-'));
  chmodSync(folder, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs momento-eb with no environment but this one, as that user. */
async function momentoEb(words: readonly string[], env: Readonly<Record<string, string>>, uid?: number) {
  const user = uid === undefined ? {} : { uid, gid: uid };
  const child = spawn(process.execPath, [SCRIPT, ...words], {
    cwd: folder,
    env,
    ...user,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (piece) => (said.stdout += piece));
  child.stderr.on('data', (piece) => (said.stderr += piece));
  const [status] = await once(child, 'close');
  return { status, ...said };
}

const AWS = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };

describe.skipIf(!isRoot)('a user whom /etc/passwd does not have (needs root to become one)', () => {
  let sandbox: Awaited<ReturnType<typeof startSeededSandbox>>;
  beforeAll(async () => {
    sandbox = await startSeededSandbox({ seed: 3 });
  });
  afterAll(() => sandbox.stop());

  it.each<[string, Record<string, string>]>([
    ['without HOME, SHELL and TMPDIR', {}],
    ['with a home that cannot be written', { HOME: '/' }],
    ['with a home that is not there', { HOME: '/nowhere' }],
    [
      'with relative directories',
      { HOME: 'home', XDG_DATA_HOME: 'data', XDG_CACHE_HOME: 'cache', XDG_CONFIG_HOME: 'conf' },
    ],
    ['with empty variables', { HOME: '', SHELL: '', XDG_DATA_HOME: '', XDG_CACHE_HOME: '', TMPDIR: '' }],
    ['with a temporary directory that is not there', { TMPDIR: '/nowhere' }],
  ])('%s runs every command that needs no ledger', async (_, env) => {
    const before = stateOfDirectory(folder);
    const environment = { ...env, MOMENTO_EB_SANDBOX_URL: sandbox.url };
    for (const words of [
      ['--version'],
      ['--help'],
      ['completion', 'bash'],
      ['dlq', 'list', '--sandbox'],
      ['stats', '--sandbox'],
    ]) {
      const ended = await momentoEb(words, environment, NOBODY);
      expect([words, ended.status, ended.stderr.replace(/^Note: .*$/gms, '')]).toEqual([words, expect.any(Number), '']);
      expect([0, 3]).toContain(ended.status);
    }
    expect(stateOfDirectory(folder)).toEqual(before);
  });

  it.each<[string, Record<string, string>]>([
    ['no home', {}],
    ['a home that cannot be written', { HOME: '/' }],
    ['a relative data directory', { XDG_DATA_HOME: 'data' }],
    ['a data directory in /tmp that another user made', { XDG_DATA_HOME: 'FOREIGN' }],
  ])('with %s is told where a ledger can be named, and nothing is received', async (_, env) => {
    const foreign = join(folder, 'foreign');
    mkdirSync(join(foreign, 'momento-eb'), { recursive: true });
    for (const one of [foreign, join(foreign, 'momento-eb')]) chmodSync(one, 0o777);
    const environment = Object.fromEntries(
      Object.entries(env).map(([name, value]) => [name, value.replace('FOREIGN', foreign)]),
    );
    const before = stateOfDirectory(foreign);
    const words = ['dlq', 'redrive', '--yes', '--sandbox'];
    const ended = await momentoEb(words, { ...environment, MOMENTO_EB_SANDBOX_URL: sandbox.url }, NOBODY);
    expect(ended).toMatchObject({ status: 2, stdout: '' });
    expect(ended.stderr).toMatch(/^momento-eb: [^\n]+\n→ [^\n]*--ledger[^\n]*MOMENTO_EB_LEDGER/);
    expect(stateOfDirectory(foreign)).toEqual(before);
    expect(existsSync(join(tmpdir(), '.local'))).toBe(false);
  });

  it('redrives with a ledger in a directory of its own', async () => {
    chmodSync(folder, 0o777);
    const env = { MOMENTO_EB_SANDBOX_URL: sandbox.url, MOMENTO_EB_LEDGER: join(folder, 'own', 'ledger.db') };
    const ended = await momentoEb(['dlq', 'redrive', '--yes', '--sandbox'], env, NOBODY);
    expect([0, 3]).toContain(ended.status);
    expect((await momentoEb(['ledger', 'list'], env, NOBODY)).stdout).toContain('1 run in');
  });
});

describe.skipIf(!isRoot)('a user who may only read the ledger and its directory (needs root to become one)', () => {
  const CHANGED = "UPDATE run SET flags = '--changed --yes'";
  it.each<[string, (path: string) => Promise<void>, flags: string]>([
    ['as a run closed it', async (path) => void (await writtenLedger(path)), '--yes'],
    [
      'as a killed run left it',
      async (path) => leftByKill(await writtenLedger(`${folder}/a.db`), path, CHANGED, 'WAL'),
      '--changed',
    ],
    [
      'without the -shm of a killed run',
      async (path) => leftByKill(await writtenLedger(`${folder}/b.db`), path, CHANGED, 'WAL', false),
      '--changed',
    ],
    [
      'with a journal',
      async (path) =>
        leftByKill(
          await writtenLedger(`${folder}/c.db`),
          path,
          `${CHANGED}; CREATE TABLE much AS SELECT zeroblob(90000)`,
          'DELETE',
        ),
      '--yes',
    ],
  ])('reads it %s, and changes nothing', async (_, make, flags) => {
    const place = join(folder, 'place');
    mkdirSync(place);
    const path = join(place, 'ledger.db');
    await make(path);
    for (const name of readdirSync(place)) chmodSync(join(place, name), 0o644);
    chmodSync(place, 0o555);
    const before = stateOfDirectory(place);
    for (const words of ['ledger list', 'ledger show last', 'ledger verify', 'ledger export']) {
      const ended = await momentoEb([...words.split(' '), '--ledger', path, '--json'], { HOME: '/' }, NOBODY);
      expect([words, ended.status, ended.stderr]).toEqual([words, words.includes('verify') ? 3 : 0, '']);
      if (!words.includes('verify')) expect(ended.stdout).toContain(`"flags":"${flags}`);
    }
    const sandbox = await startSeededSandbox({ seed: 3 });
    try {
      const env = { HOME: '/', MOMENTO_EB_SANDBOX_URL: sandbox.url, MOMENTO_EB_LEDGER: path };
      expect((await momentoEb(['dlq', 'redrive', '--dry-run', '--sandbox'], env, NOBODY)).status).toBe(0);
      const refused = await momentoEb(['dlq', 'redrive', '--yes', '--sandbox'], env, NOBODY);
      expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining('belongs to user 0') });
    } finally {
      await sandbox.stop();
    }
    expect(stateOfDirectory(place)).toEqual(before);
  });
});

describe('compiled code', () => {
  const cache = () => join(folder, 'cache');
  const code = () => join(cache(), 'momento-eb', 'code');
  const entries = () => (existsSync(code()) && statSync(code()).isDirectory() ? readdirSync(code()) : []);
  const start = () =>
    momentoEb(['--version'], { XDG_CACHE_HOME: cache(), PATH: dirname(process.execPath), HOME: folder });

  it('is kept in directories that only this user can write', async () => {
    mkdirSync(cache());
    expect((await start()).status).toBe(0);
    expect(entries()).not.toEqual([]);
    expect(
      [join(cache(), 'momento-eb'), code()].map((one) => stateOfDirectory(dirname(one))[one.split('/').at(-1) ?? '']),
    ).toMatchObject([{ mode: '40700' }, { mode: '40700' }]);
  });

  const HOSTILE: readonly [what: string, make: () => void, needsRoot?: boolean][] = [
    ['a cache directory that all can write', () => chmodSync(cache(), 0o777)],
    ['a directory above it that all can write', () => chmodSync(folder, 0o777)],
    ['a directory of ours that all can write', () => chmodSync(join(cache(), 'momento-eb'), 0o777)],
    ['a directory of code that its group can write', () => chmodSync(code(), 0o770)],
    ['a directory of another user', () => chownSync(join(cache(), 'momento-eb'), NOBODY, NOBODY), true],
    ['a directory of code of another user', () => chownSync(code(), NOBODY, NOBODY), true],
    ['a home of another user', () => chownSync(folder, NOBODY, NOBODY), true],
    [
      'a link in its place',
      () => {
        cpSync(code(), join(folder, 'elsewhere'), { recursive: true });
        rmSync(code(), { recursive: true });
        symlinkSync(join(folder, 'elsewhere'), code());
      },
    ],
    [
      'a file in its place',
      () => {
        rmSync(code(), { recursive: true });
        writeFileSync(code(), 'x');
      },
    ],
  ];
  it.each(HOSTILE.filter(([, , needsRoot]) => isRoot || !needsRoot))(
    'is neither read nor kept behind %s',
    async (_, make) => {
      mkdirSync(code(), { recursive: true, mode: 0o700 });
      chmodSync(cache(), 0o700);
      make();
      const ended = await start();
      expect(ended).toMatchObject({ status: 0, stderr: '' });
      const kept = existsSync(join(folder, 'elsewhere')) ? readdirSync(join(folder, 'elsewhere')) : [];
      expect([...entries(), ...kept]).toEqual([]);
    },
  );
});

it('no code is run that the data directory names as a plugin', async () => {
  const data = join(folder, 'momento-eb');
  mkdirSync(join(data, 'node_modules', 'evil'), { recursive: true });
  const plugin = { name: 'evil', version: '1.0.0', main: 'index.js', oclif: { hooks: { init: './index.js' } } };
  writeFileSync(join(data, 'node_modules', 'evil', 'package.json'), JSON.stringify(plugin));
  writeFileSync(
    join(data, 'node_modules', 'evil', 'index.js'),
    "console.log('evil ran'); module.exports = async () => {};",
  );
  const names = {
    oclif: { plugins: [{ name: 'evil', type: 'user', tag: 'latest' }] },
    dependencies: { evil: '1.0.0' },
  };
  writeFileSync(join(data, 'package.json'), JSON.stringify(names));
  const ended = await momentoEb(['ledger', 'list'], { ...AWS, HOME: folder, XDG_DATA_HOME: folder });
  expect(ended.stdout).toMatch(/^No runs in /);
  expect(ended.stdout + ended.stderr).not.toContain('evil ran');
});
