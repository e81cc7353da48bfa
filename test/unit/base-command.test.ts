import { Config, Flags } from '@oclif/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EXIT, Failure } from '../../src/app/failures.ts';
import { BaseCommand } from '../../src/base-command.ts';

let written = { stdout: '', stderr: '' };
beforeEach(() => {
  written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      written[name] += text;
      return true;
    });
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = 0;
});

type Step = 'head' | 'element' | 'tail';

/** Writes so much of a document, then fails. */
async function failing(thrown: Error, steps: readonly Step[], argv = ['--json']): Promise<unknown> {
  class Failing extends BaseCommand {
    static override flags = { json: Flags.boolean() };
    async run(): Promise<void> {
      await this.parse(Failing);
      const json = this.document('entries');
      const texts = { head: () => json.head(), element: () => json.element('{"id":1}'), tail: () => json.tail({}) };
      for (const step of steps) await this.terminal.write(texts[step]());
      throw thrown;
    }
  }
  const command = new Failing(argv, await Config.load(import.meta.dirname));
  await (command as unknown as { _run(): Promise<void> })._run();
  return process.exitCode;
}

const FAILURE = new Failure(EXIT.aws, 'AccessDenied', 'refused', 'ask for it');

describe('a command that fails with --json', () => {
  it.each<[string, readonly Step[], object]>([
    ['before a document was begun: the error is all of it', [], {}],
    ['in a document without elements: the error ends it', ['head'], { entries: [] }],
    ['between elements: the error ends it', ['head', 'element'], { entries: [{ id: 1 }] }],
  ])('writes one document %s', async (_, steps, begun) => {
    expect(await failing(FAILURE, steps)).toBe(EXIT.aws);
    const error = { code: 'AccessDenied', message: 'refused', hint: 'ask for it', exit: 4 };
    expect(JSON.parse(written.stdout)).toEqual({ ...begun, error });
    expect(written.stderr).toBe('');
  });

  it('closes it for a defect too', async () => {
    expect(await failing(new TypeError('oh no'), ['head', 'element'])).toBe(EXIT.defect);
    expect(JSON.parse(written.stdout)).toMatchObject({ entries: [{ id: 1 }], error: { code: 'TypeError', exit: 1 } });
  });

  it('adds nothing to a document that is complete', async () => {
    expect(await failing(FAILURE, ['head', 'tail'])).toBe(EXIT.aws);
    expect(JSON.parse(written.stdout)).toEqual({ entries: [] });
    expect(written.stderr).toContain('refused');
  });

  it('says it to people without', async () => {
    expect(await failing(FAILURE, [], [])).toBe(EXIT.aws);
    expect(written).toEqual({ stdout: '', stderr: 'momento-eb: refused\n→ ask for it\n' });
  });
});
