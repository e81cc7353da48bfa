import { Config, Flags } from '@oclif/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EXIT, Failure } from '../../src/app/failures.ts';
import type { QueueDescription } from '../../src/app/ports.ts';
import { BaseCommand } from '../../src/base-command.ts';
import { csvOf } from '../../src/present/formats/csv.ts';
import { asJson } from '../../src/present/formats/json-presenter.ts';
import { ndjsonOf } from '../../src/present/formats/ndjson.ts';
import type { Presenter, ReadingSummary } from '../../src/present/formats/presenter.ts';
import { asRows } from '../../src/present/formats/rows-presenter.ts';

let written = { stdout: '', stderr: '' };
beforeEach(() => {
  written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    const write = (text: string | Uint8Array, done: unknown) => {
      written[name] += text;
      if (typeof done === 'function') done();
      return true;
    };
    vi.spyOn(process[name], 'write').mockImplementation(write);
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  // Each command hears of errors of standard output, for a process has one.
  process.stdout.removeAllListeners('error');
  process.exitCode = 0;
});

type Step = 'head' | 'row' | 'tail';

const QUEUE: QueueDescription = {
  url: 'https://sqs.us-east-1.amazonaws.com/123456789012/my-dlq',
  arn: 'arn:aws:sqs:us-east-1:123456789012:my-dlq',
  region: 'us-east-1',
  visible: 0,
  inFlight: 0,
  delayed: 0,
  retentionSeconds: 345_600,
  visibilitySeconds: 30,
  redrivePolicy: undefined,
  at: 0,
};

const row = (id: number) => JSON.stringify({ id });
const PRESENTERS: Readonly<Record<'json' | 'ndjson' | 'csv', () => Presenter<number, ReadingSummary>>> = {
  json: () => asJson('entries', row, () => ({})),
  ndjson: () => asRows(ndjsonOf(row), 10, () => ({})),
  csv: () => asRows(csvOf([['id', (id: number) => id]]), 10, () => ({})),
};

/** Writes so much of an answer, then fails. */
async function failing(
  thrown: Error,
  steps: readonly Step[],
  argv = ['--json'],
  format: keyof typeof PRESENTERS = 'json',
): Promise<unknown> {
  class Failing extends BaseCommand {
    static override flags = { json: Flags.boolean() };
    async run(): Promise<void> {
      await this.parse(Failing);
      const presenter = this.presenting(PRESENTERS[format]());
      const tell = {
        head: () => this.terminal.write(presenter.head(QUEUE)),
        row: () => this.terminal.write(presenter.row(1)),
        tail: () =>
          this.tell(presenter.tail({ interrupted: false, unseen: 0, failure: undefined, warnings: [] }, false)),
      };
      for (const step of steps) await tell[step]();
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
    ['between elements: the error ends it', ['head', 'row'], { entries: [{ id: 1 }] }],
  ])('writes one document %s', async (_, steps, begun) => {
    expect(await failing(FAILURE, steps)).toBe(EXIT.aws);
    const error = { code: 'AccessDenied', message: 'refused', hint: 'ask for it', exit: 4 };
    expect(JSON.parse(written.stdout)).toEqual({ ...begun, error });
    expect(written.stderr).toBe('');
  });

  it('closes it for a defect too', async () => {
    expect(await failing(new TypeError('oh no'), ['head', 'row'])).toBe(EXIT.defect);
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

const SAID = 'momento-eb: refused\n→ ask for it\n';

describe('a command that fails with --output', () => {
  it.each<['ndjson' | 'csv', readonly Step[], string, string]>([
    ['ndjson', [], '', SAID],
    ['csv', [], '', SAID],
    ['ndjson', ['head'], '', `${SAID}Output incomplete: rows=0\n`],
    ['csv', ['head'], 'id\n', `${SAID}Output incomplete: rows=0\n`],
    ['ndjson', ['head', 'row', 'row'], '{"id":1}\n{"id":1}\n', `${SAID}Output incomplete: rows=2\n`],
    ['csv', ['head', 'row', 'row'], 'id\n1\n1\n', `${SAID}Output incomplete: rows=2\n`],
    ['ndjson', ['head', 'row', 'tail'], '{"id":1}\n', `Output complete: rows=1\n${SAID}`],
  ])(
    '%s after %j leaves whole rows only, and says to people that they are not all',
    async (format, steps, out, err) => {
      expect(await failing(FAILURE, steps, [], format)).toBe(EXIT.aws);
      expect(written).toEqual({ stdout: out, stderr: err });
    },
  );
});
