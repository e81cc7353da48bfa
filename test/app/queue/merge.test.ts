import { describe, expect, it } from 'vitest';
import { merge } from '../../../src/app/queue/merge.ts';

async function* numbers(from: number, count: number, log: string[] = []): AsyncGenerator<number> {
  try {
    for (let at = 0; at < count; at += 1) {
      await new Promise(setImmediate);
      log.push(`step ${from + at}`);
      yield from + at;
    }
  } finally {
    log.push(`end ${from}`);
  }
}

async function* failing(message: string, turns: number): AsyncGenerator<number> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
  yield fail(message);
}

function fail(message: string): never {
  throw new Error(message);
}

describe('merge', () => {
  it('yields everything of every source, each in its order', async () => {
    const seen: number[] = [];
    for await (const value of merge([numbers(0, 5), numbers(100, 3)])) seen.push(value);
    expect(seen.filter((value) => value < 100)).toEqual([0, 1, 2, 3, 4]);
    expect(seen.filter((value) => value >= 100)).toEqual([100, 101, 102]);
  });

  it('lets the others finish their step when one throws, hands on what they had, and throws after that', async () => {
    const log: string[] = [];
    const seen: number[] = [];
    const reading = (async () => {
      for await (const value of merge([failing('broken', 1), numbers(0, 1000, log)])) seen.push(value);
    })();
    await expect(reading).rejects.toThrow('broken');
    expect(seen).toEqual([0]);
    expect(log).toEqual(['step 0', 'end 0']);
  });

  it('throws the first of several errors', async () => {
    const reading = (async () => {
      for await (const _ of merge([failing('later', 5), failing('broken', 1)]));
    })();
    await expect(reading).rejects.toThrow('broken');
  });

  it('waits for every step under way when the reader leaves early', async () => {
    const log: string[] = [];
    for await (const _ of merge([numbers(0, 9, log), numbers(100, 9, log)])) break;
    expect(log.filter((line) => line.startsWith('end')).sort()).toEqual(['end 0', 'end 100']);
    const length = log.length;
    await new Promise(setImmediate);
    expect(log).toHaveLength(length);
  });

  it('lets sources go on while the reader is busy, no further than it may', async () => {
    const log: string[] = [];
    const seen: number[] = [];
    const mayGoOn = () => log.length - seen.length < 10;
    for await (const value of merge([numbers(0, 100, log), numbers(1000, 2, log)], undefined, mayGoOn)) {
      seen.push(value);
      if (seen.length > 1) continue;
      for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
      // Ten may wait, and each source may have made one step more.
      expect(log.filter((line) => line.startsWith('step')).length).toBeLessThanOrEqual(10 + 2);
      expect(log.length).toBeGreaterThan(8);
    }
    expect(seen.filter((value) => value < 1000)).toEqual(Array.from({ length: 100 }, (_, at) => at));
    expect(seen.filter((value) => value >= 1000)).toEqual([1000, 1001]);
  });

  it('lets no source go on once one has thrown, however far the reader is', async () => {
    const log: string[] = [];
    const reading = (async () => {
      for await (const _ of merge([failing('broken', 3), numbers(0, 1000, log)], undefined, () => true)) {
        for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
      }
    })();
    await expect(reading).rejects.toThrow('broken');
    expect(log.length).toBeLessThan(8);
  });
});
