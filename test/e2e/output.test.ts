import { describe, expect, it } from 'vitest';
import { bench, REDRIVE, SEED } from './bench.ts';
import { inShell, momentoEb } from './cli.ts';

describe.concurrent('a plain success', () => {
  it.for<[string, string[]]>([
    ['list', ['dlq', 'list']],
    ['show', ['dlq', 'show', 'ID']],
    ['a dry run', ['dlq', 'redrive', '--fix', '--dry-run']],
  ])('says nothing on standard error, with and without JSON: %s', async ([, words], { onTestFinished }) => {
    const { cli, witness, states } = await bench(onTestFinished);
    const [{ messageId = '' } = {}] = await witness.messages();
    const said = words.map((word) => (word === 'ID' ? messageId : word));
    expect(await cli(...said)).toMatchObject({ status: 0, stderr: '' });
    const json = await cli(...said, '--json');
    expect(json).toMatchObject({ status: 0, stderr: '' });
    expect(() => JSON.parse(json.stdout)).not.toThrow();
    expect(await states()).toEqual({ visible: SEED });
  });

  it('is one for a queue with nothing in it', async ({ onTestFinished }) => {
    const { cli, otherQueue } = await bench(onTestFinished);
    const queue = await otherQueue();
    const all = await Promise.all([cli('dlq', 'list', '--queue', queue), cli(...REDRIVE, '--queue', queue)]);
    for (const ended of all) expect(ended).toMatchObject({ status: 0, stderr: '', stdout: expect.stringMatching(/./) });
  });

  it('is plain in a pipe and with NO_COLOR, and coloured where that is forced', async ({ onTestFinished }) => {
    const { environment } = await bench(onTestFinished);
    const list = (colour: Record<string, string>) => momentoEb(['dlq', 'list'], { ...environment, ...colour });
    const [pipe, without, forced] = await Promise.all([
      list({}),
      list({ NO_COLOR: '1', FORCE_COLOR: '1' }),
      list({ FORCE_COLOR: '1' }),
    ]);
    expect(pipe.stdout).not.toContain('\u001b');
    expect(without.stdout).not.toContain('\u001b');
    expect(forced.stdout).toContain('\u001b[');
  });

  it.for(['dlq list', 'dlq list --json', 'dlq redrive --dry-run --json'])(
    'ends in order when its reader leaves early: %s',
    async (words, { onTestFinished }) => {
      const { environment, states } = await bench(onTestFinished);
      const ended = await inShell(`momento-eb ${words} | head -1`, environment);
      expect(ended).toMatchObject({ status: 0, stderr: '' });
      expect(await states()).toEqual({ visible: SEED });
    },
  );

  it('a redrive goes on to its end when its reader leaves early', async ({ onTestFinished }) => {
    const { environment, states } = await bench(onTestFinished);
    const ended = await inShell(`momento-eb ${REDRIVE.join(' ')} --json | head -1`, environment);
    expect(ended).toMatchObject({ status: 3, stderr: '' });
    expect(await states()).toMatchObject({ deleted: expect.any(Number), visible: expect.any(Number) });
  });
});
