import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWholeSandbox, type WholeSandbox } from '../../src/sandbox/whole-sandbox.ts';
import { type Environment, momentoEb } from './cli.ts';
import { witnesses } from './redrive/witnesses.ts';

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
const QUEUE_URL = 'https://sqs.us-east-1.amazonaws.com/123456789012/my-dlq';

let sandbox: WholeSandbox;
beforeAll(async () => {
  sandbox = await startWholeSandbox();
});
afterAll(() => sandbox.stop());

/** A case: its words, the exit status, what is said, and the environment, which may need the sandbox. */
type Case = [name: string, words: string, exit: number, said: RegExp, environment?: () => Environment];

const here = () => sandbox.environment;

const CASES: Case[] = [
  ['an unknown command', 'dlq lost', 2, /no command/i],
  ['an unknown flag', 'dlq list --colour', 2, /--colour/],
  ['a flag without its value', 'dlq list --queue', 2, /--queue/],
  ['a number that is none', 'dlq list --limit many', 2, /many/],
  ['a limit of nothing', 'dlq list --limit 0', 2, /limit/],
  ['a cause that does not exist', 'dlq list --cause bad-luck', 2, /Unknown cause/],
  ['a time that is none', 'dlq list --since yesterday', 2, /Invalid time/],
  ['an id that is too short', 'dlq list --id abc', 2, /too short/],
  ['a check that does not exist', 'dlq redrive --yes --force everything', 2, /everything/],
  ['two words for the queue', 'dlq list --stack a --queue b', 2, /both name/],
  ['the sandbox and a region', 'dlq list --sandbox --region eu-west-1', 2, /local sandbox only/],
  ['a region that is not the queue’s', `dlq list --queue ${QUEUE_URL} --region eu-west-1`, 2, /contradicts/],
  ['a repair without --fix', 'dlq redrive --ttl 60 --yes', 2, /repairs need --fix/],
  ['an event’s cause as resolved', 'dlq redrive --resolved key-missing --yes', 2, /cannot be fixed outside/],
  ['a mapping that is none', 'dlq redrive --fix --map-cache orders --yes', 2, /OLD=NEW/],
  ['show without an id', 'dlq show', 2, /id/i],
  ['show with a short id', 'dlq show abc', 2, /too short/],
  ['no region', 'dlq list --queue my-dlq', 2, /No AWS region is set/, () => CREDENTIALS],
  ['no credentials', `dlq list --queue ${QUEUE_URL}`, 4, /credentials/],
  [
    'an endpoint where nobody listens',
    `dlq list --queue ${QUEUE_URL} --endpoint-url http://127.0.0.1:1`,
    4,
    /could not be reached/,
    () => CREDENTIALS,
  ],
  [
    'a sandbox that does not run',
    'dlq list --sandbox',
    4,
    /could not be reached/,
    () => ({ MOMENTO_EB_SANDBOX_URL: 'http://127.0.0.1:1' }),
  ],
  ['a queue that does not exist', 'dlq list --queue nowhere', 5, /nowhere/, here],
  [
    'a queue that does not exist, by ARN',
    'dlq redrive --yes --queue arn:aws:sqs:us-east-1:000000000000:nowhere',
    5,
    /nowhere/,
    here,
  ],
  ['a stack that does not exist', 'dlq list --stack nowhere', 5, /no stack nowhere/, here],
  ['a range that is none', 'stats --range 2h', 2, /2h/],
  ['a watch that is to end', 'stats --watch 5 --once', 2, /--watch goes on/],
  ['two words for the integration', 'stats --stack a --integration b', 2, /both name/],
  ['metrics of a stack that does not exist', 'stats --stack nowhere', 5, /no stack nowhere/, here],
  ['metrics of an integration that does not exist', 'stats --integration nowhere', 5, /nowhere/, here],
  ['metrics of a queue that does not exist', 'stats --queue nowhere', 5, /nowhere/, here],
  [
    'metrics that nobody has',
    'stats --sandbox',
    4,
    /could not be reached/,
    () => ({ MOMENTO_EB_SANDBOX_URL: 'http://127.0.0.1:1' }),
  ],
  ['a message that is not there', 'dlq show 00000000-0000-0000-0000-000000000000', 5, /No message/, here],
];

describe.concurrent.each(CASES)('%s', (_, words, exit, said, environment) => {
  it('is told in one clear message on standard error', async () => {
    const ended = await momentoEb(words.split(' '), environment?.());
    expect(ended.stderr).toMatch(said);
    expect(ended.stderr).toMatch(/^momento-eb: [^→]+\n→ [^\n]+\n$/);
    expect(ended.stderr).not.toMatch(/\n {4}at |\.js:\d+/);
    expect(ended).toMatchObject({ status: exit, stdout: '' });
  });

  it('is one JSON document with --json, and nothing else', async () => {
    const ended = await momentoEb([...words.split(' '), '--json'], environment?.());
    const told = JSON.parse(ended.stdout);
    expect(told).toEqual({
      error: {
        code: expect.stringMatching(/./),
        message: expect.stringMatching(said),
        hint: expect.stringMatching(/./),
        exit,
      },
    });
    expect(ended).toMatchObject({ status: exit, stderr: '' });
  });
});

describe('a redrive that nobody can be asked about', () => {
  it.each([[['dlq', 'redrive']], [['dlq', 'redrive', '--json']]])(
    'is refused before it touches anything: %j',
    async (words) => {
      const before = await witnesses(sandbox).requests();
      const ended = await momentoEb(words, here());
      expect(ended.status).toBe(2);
      expect(ended.stdout + ended.stderr).toMatch(/cannot ask for confirmation.*--yes/s);
      expect(await witnesses(sandbox).requests()).toEqual(before);
    },
  );
});

it('a stack trace comes with DEBUG only', async () => {
  const ended = await momentoEb(['dlq', 'list', '--cause', 'bad-luck'], { DEBUG: '1' });
  expect(ended.stderr).toMatch(/\n {4}at /);
});

describe('the stack trace of a defect', () => {
  // A clock that throws is a defect wherever it is read first.
  const broken = "performance.now = () => { throw new Error('the clock is broken'); }";
  const defect = (words: readonly string[], more: Environment = {}) =>
    momentoEb(words, {
      ...here(),
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(broken)}`,
      ...more,
    });

  it('names files and lines of the sources', async () => {
    const { status, stderr } = await defect(['dlq', 'list'], { DEBUG: '1' });
    expect(status).toBe(1);
    const [, file = '', line = ''] = /(src\/[\w./-]+\.ts):(\d+)/.exec(stderr) ?? [];
    expect(readFileSync(file, 'utf8').split('\n')[Number(line) - 1]).toContain('performance.now()');
  });

  it('is told with DEBUG only', async () => {
    const { status, stderr } = await defect(['dlq', 'list']);
    expect(status).toBe(1);
    expect(stderr).not.toMatch(/\n {4}at /);
  });
});
