import { describe, expect, it, vi } from 'vitest';
import { Output, type OutputStream } from '../../../src/terminal/output.ts';

/** A stream whose reader reads only on command. */
function standingStill() {
  const waiting: { readonly text: string; readonly written: (error?: Error | null) => void }[] = [];
  const listeners: ((error: Error) => void)[] = [];
  const stream: OutputStream = {
    get writableLength() {
      return waiting.reduce((sum, { text }) => sum + text.length, 0);
    },
    write(text, written) {
      waiting.push({ text, written });
      return false;
    },
    removeAllListeners: () => listeners.splice(0),
    on: (_, hear) => listeners.push(hear),
  };
  const read = (count = 1, error: Error | null = null) => {
    for (const one of waiting.splice(0, count)) one.written(error);
  };
  return { stream, waiting, read, fail: (error: Error) => listeners.map((hear) => hear(error)) };
}

const coded = (code: string) => Object.assign(new Error(`${code}: it failed`), { code });

async function isOver(promise: Promise<unknown>): Promise<boolean> {
  let over = false;
  promise.then(
    () => (over = true),
    () => (over = true),
  );
  for (let turns = 0; turns < 5; turns += 1) await new Promise((resolve) => setImmediate(resolve));
  return over;
}

describe('standard output with a reader that stands still', () => {
  it('holds no writer back below its bound', async () => {
    const { stream, waiting } = standingStill();
    const output = new Output(stream, () => {}, 100);
    for (let row = 0; row < 10; row += 1) expect(await isOver(output.write('0123456789'))).toBe(true);
    expect(waiting).toHaveLength(10);
  });

  it('holds a writer back beyond its bound, until the reader reads', async () => {
    const { stream, read } = standingStill();
    const output = new Output(stream, () => {}, 100);
    await output.write('x'.repeat(100));
    const next = output.write('y');
    expect(await isOver(next)).toBe(false);
    read();
    expect(await isOver(next)).toBe(true);
  });

  it('holds nobody back once the operator wants to stop', async () => {
    const { stream } = standingStill();
    const output = new Output(stream, () => {}, 1);
    const waiting = output.write('row');
    expect(await isOver(waiting)).toBe(false);
    output.hurry();
    expect(await isOver(waiting)).toBe(true);
    expect(await isOver(output.write('more'))).toBe(true);
  });

  it('is waited for at the end', async () => {
    const { stream, read } = standingStill();
    const output = new Output(stream, () => {});
    await output.write('row');
    const flushed = output.flushed();
    expect(await isOver(flushed)).toBe(false);
    read();
    expect(await flushed).toBe(true);
  });

  it('is given up five seconds after its last read once the operator wants to stop', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { stream, read } = standingStill();
      const output = new Output(stream, () => {});
      await output.write('one');
      await output.write('two');
      output.hurry();
      const flushed = output.flushed();
      await vi.advanceTimersByTimeAsync(4_000);
      read();
      await vi.advanceTimersByTimeAsync(4_000);
      expect(await isOver(flushed)).toBe(false);
      await vi.advanceTimersByTimeAsync(1_000);
      expect(await flushed).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('standard output that fails', () => {
  it('fails the write that met it, says so once, and fails every later one', async () => {
    const { stream, read } = standingStill();
    const said: string[] = [];
    const output = new Output(stream, (text) => said.push(text));
    const write = output.write('row');
    read(1, coded('ENOSPC'));
    await expect(write).rejects.toMatchObject({ code: 'ENOSPC', exit: 3 });
    await expect(output.write('row')).rejects.toMatchObject({ code: 'ENOSPC' });
    await expect(output.flushed()).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(said).toEqual(['momento-eb: standard output could not be written: ENOSPC: it failed']);
  });

  it.each(['EPIPE', 'EIO'])('with %s has lost its reader, which is no failure and ends every wait', async (code) => {
    const { stream, waiting, fail } = standingStill();
    const output = new Output(stream, () => {}, 1);
    const write = output.write('row');
    expect(await isOver(write)).toBe(false);
    fail(coded(code));
    await write;
    expect(output.readerLeft).toBe(true);
    await output.write('nobody reads this');
    expect(waiting).toHaveLength(1);
    expect(await output.flushed()).toBe(true);
  });
});
