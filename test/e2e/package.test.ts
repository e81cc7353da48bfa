import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSeededSandbox } from '../../src/sandbox/integration/seeded.ts';
import { OLD_NODE } from '../support/processes/old-node.ts';
import { type Ended, run } from '../support/processes/processes.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const SAYS_NOTHING_ELSE = { status: 0, stderr: '' };

// The tarball is made of `dist` as it was built before the tests: building it again here would take it away from others.
describe('the packed tarball, installed in an empty folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'momento-eb-package-'));
  const installed = join(folder, 'installed');
  const environment = {
    HOME: folder,
    XDG_CACHE_HOME: join(folder, 'cache'),
    npm_config_cache: join(folder, 'npm'),
    // The Node that runs the tests, whatever else the machine has.
    PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
  };
  let files: readonly string[] = [];

  beforeAll(async () => {
    const packed = await npm(['pack', '--ignore-scripts', '--json', '--pack-destination', folder]);
    const [tarball] = JSON.parse(packed.stdout) as [{ filename: string; files: readonly { path: string }[] }];
    files = tarball.files.map(({ path }) => path).sort();
    mkdirSync(installed);
    writeFileSync(join(installed, 'package.json'), '{"private":true}');
    const quiet = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund'];
    await npm(['install', '--prefix', installed, ...quiet, join(folder, tarball.filename)]);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function npm(args: readonly string[]): Promise<Ended> {
    const ended = await run('npm', args, environment);
    if (ended.status !== 0) throw new Error(`npm ${args.join(' ')}: ${ended.stdout}${ended.stderr}`);
    return ended;
  }
  const momentoEb = (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
    run(join(installed, 'node_modules/.bin/momento-eb'), args, { ...environment, ...more }, installed);

  it('holds what it needs and nothing else', () => {
    const built = /^dist\/(main|(commands|command-line|ledger)\/[a-z/-]+|chunks\/[\w.-]+)\.js(\.map)?$/;
    expect(files.filter((file) => !built.test(file))).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'bin/run.js',
      'dist/THIRD_PARTY_LICENSES',
      'man/momento-eb.1',
      'oclif.manifest.json',
      'package.json',
    ]);
    for (const command of ['dlq/list', 'dlq/show', 'dlq/redrive', 'sandbox', 'demo', 'completion', 'help']) {
      expect(files).toContain(`dist/commands/${command}.js`);
    }
  });

  // A value that is imported from the index of @oclif/core brings semver along, which takes 4 ms of every start.
  it('does not hold what only the index of oclif needs', () => {
    const bundled = readFileSync('dist/THIRD_PARTY_LICENSES', 'utf8');
    expect(bundled).toMatch(/^@oclif\/core /m);
    expect(bundled).not.toMatch(/^semver /m);
  });

  it('needs no other package', () => {
    const lock = JSON.parse(readFileSync(join(installed, 'package-lock.json'), 'utf8')) as { packages: object };
    expect(Object.keys(lock.packages)).toEqual(['', 'node_modules/momento-eb']);
  });

  it('tells its version', async () => {
    const { stdout, ...rest } = await momentoEb(['--version']);
    expect(rest).toMatchObject(SAYS_NOTHING_ELSE);
    expect(stdout).toContain(`momento-eb/${version} `);
  });

  it('tells its commands', async () => {
    const { stdout, ...rest } = await momentoEb(['--help']);
    expect(rest).toMatchObject(SAYS_NOTHING_ELSE);
    for (const word of ['dlq', 'sandbox', 'demo']) expect(stdout).toMatch(new RegExp(`^ +${word} `, 'm'));
  });

  it('lists the dead letters of a running sandbox', async () => {
    const sandbox = await startSeededSandbox({ seed: 3 });
    try {
      const list = ['dlq', 'list', '--sandbox', '--json'];
      const { stdout, ...rest } = await momentoEb(list, { MOMENTO_EB_SANDBOX_URL: sandbox.url });
      expect(rest).toMatchObject(SAYS_NOTHING_ELSE);
      const said = JSON.parse(stdout) as { read: number; deadLetters: readonly { diagnosis: { cause: string } }[] };
      expect(said.read).toBe(3);
      expect(said.deadLetters.map(({ diagnosis }) => diagnosis.cause).sort()).toEqual([
        'key-base64-invalid',
        'key-conflict',
        'rate-limited',
      ]);
    } finally {
      await sandbox.stop();
    }
  });

  it.skipIf(OLD_NODE === undefined)('says on a Node older than 22.13 which one it needs, and exits 2', async () => {
    const ended = await run(
      String(OLD_NODE),
      ['node_modules/momento-eb/bin/run.js', '--version'],
      environment,
      installed,
    );
    expect(ended).toMatchObject({ status: 2, stdout: '' });
    expect(ended.stderr).toMatch(/^momento-eb needs Node 22\.13 or newer; this is v\d+/);
  });
});
