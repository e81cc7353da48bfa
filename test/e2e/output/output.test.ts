import { describe, expect, it } from 'vitest';
import { bench, REDRIVE, SEED } from '../bench.ts';
import { inShell, momentoEb } from '../cli.ts';

/** The sandbox leaves whole events in the queue, which its input transformers make doubtful. */
const DOUBT = /^Note: Whole events are in the queue [\s\S]*\bevent of the application\.\n$/;
const NOTHING = /^$/;

describe.concurrent('a plain success', () => {
  it.for<[string, string[], RegExp]>([
    ['list', ['dlq', 'list'], DOUBT],
    ['show', ['dlq', 'show', 'ID'], DOUBT],
    ['a dry run', ['dlq', 'redrive', '--fix', '--dry-run'], NOTHING],
  ])('says no more than its doubts on standard error, and nothing with JSON: %s', async (row, { onTestFinished }) => {
    const [, words, doubts] = row;
    const { cli, witness, states } = await bench(onTestFinished);
    const [{ messageId = '' } = {}] = await witness.messages();
    const said = words.map((word) => (word === 'ID' ? messageId : word));
    expect(await cli(...said)).toMatchObject({ status: 0, stderr: expect.stringMatching(doubts) });
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

  it.for<[string, RegExp]>([
    ['dlq list', DOUBT],
    ['dlq list --json', NOTHING],
    ['dlq redrive --dry-run --json', NOTHING],
  ])('ends in order when its reader leaves early: %s', async ([words, doubts], { onTestFinished }) => {
    const { environment, states } = await bench(onTestFinished);
    const ended = await inShell(`momento-eb ${words} | head -1`, environment);
    expect(ended).toMatchObject({ status: 0, stderr: expect.stringMatching(doubts) });
    expect(await states()).toEqual({ visible: SEED });
  });

  it('a redrive goes on to its end when its reader leaves early', async ({ onTestFinished }) => {
    const { environment, states } = await bench(onTestFinished);
    const ended = await inShell(`momento-eb ${REDRIVE.join(' ')} --json | head -1`, environment);
    expect(ended).toMatchObject({ status: 3, stderr: '' });
    expect(await states()).toMatchObject({ deleted: expect.any(Number), visible: expect.any(Number) });
  });
});
