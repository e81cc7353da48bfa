import { describe, expect, it } from 'vitest';
import { bench, REDRIVE, SEED } from '../bench.ts';
import { inShell, startedMomentoEb } from '../cli.ts';

const slow = (operation: string) => ({ operation, kind: 'latency', probability: 1, milliseconds: 500 });
const DENIED = { operation: 'ReceiveMessage', kind: 'request', probability: 1, code: 'AccessDenied', status: 403 };
/** Ten rows come at once, the rest half a second later. */
const LIST = ['dlq', 'list', '--concurrency', '1', '--output', 'ndjson'];

/** Every line is whole. */
function rowsIn(stdout: string): number {
  const lines = stdout.split('\n');
  expect(lines.pop()).toBe('');
  for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
  return lines.length;
}

describe.concurrent('rows come as they are known, and when they are cut that is said', () => {
  it('by an interruption', async ({ onTestFinished }) => {
    const { environment, witness, states } = await bench(onTestFinished);
    await witness.faults(1, slow('ReceiveMessage'));
    const { child, said, ended } = startedMomentoEb(LIST, environment);
    await said('"messageId"');
    child.kill('SIGINT');
    const { status, stdout, stderr } = await ended;
    expect(status).toBe(130);
    expect(stderr).toMatch(/Stopping: .*\nOutput incomplete: rows=\d+ [^\n]* interrupted=true [^\n]*\n$/s);
    expect(stderr).toContain(`rows=${rowsIn(stdout)} `);
    expect(await states()).toEqual({ visible: SEED });
  });

  it('by a failure', async ({ onTestFinished }) => {
    const { environment, witness, states } = await bench(onTestFinished);
    await witness.faults(1, slow('ReceiveMessage'));
    const { said, ended } = startedMomentoEb(LIST, environment);
    await said('"messageId"');
    await witness.faults(1, DENIED);
    const { status, stdout, stderr } = await ended;
    expect(status).toBe(4);
    expect(stderr).toMatch(/\nmomento-eb: [^\n]*\n→ [^\n]*\nOutput incomplete: rows=\d+ [^\n]*\n$/);
    expect(stderr).toContain(`rows=${rowsIn(stdout)} `);
    expect(await states()).toEqual({ visible: SEED });
  });

  it('by a failure before the first of them, which is then all there is to say', async ({ onTestFinished }) => {
    const { environment, witness } = await bench(onTestFinished);
    await witness.faults(1, { ...DENIED, operation: 'GetQueueAttributes' });
    const ended = await startedMomentoEb(LIST, environment).ended;
    expect(ended).toMatchObject({ status: 4, stdout: '' });
    expect(ended.stderr).toMatch(/^momento-eb: [^\n]*\n→ [^\n]*\n$/);
  });

  it('by a full disk', async ({ onTestFinished }) => {
    const { environment, states } = await bench(onTestFinished);
    const { status, stderr } = await inShell(`momento-eb ${LIST.join(' ')} > /dev/full`, environment);
    expect(status).toBe(3);
    expect(stderr).toMatch(/ENOSPC.*Output incomplete: rows=\d+\n$/s);
    expect(await states()).toEqual({ visible: SEED });
  });

  it('by a reader that leaves: a list then stops reading', async ({ onTestFinished }) => {
    const { environment, witness, states } = await bench(onTestFinished, 40);
    await witness.faults(1, slow('ReceiveMessage'));
    const { status, stdout, stderr } = await inShell(`momento-eb ${LIST.join(' ')} | head -1`, environment);
    expect({ status, rows: rowsIn(stdout) }).toEqual({ status: 0, rows: 1 });
    expect(stderr).toMatch(/Output incomplete: rows=\d+ read=\d+ unseen=0 [^\n]* reader=left\n$/);
    expect((await witness.requests()).ReceiveMessage).toBeLessThanOrEqual(4);
    expect(await states()).toEqual({ visible: 40 });
  });

  it('by a reader that leaves: a redrive goes on to its end', async ({ onTestFinished }) => {
    const { environment, witness, states, cli } = await bench(onTestFinished);
    await witness.faults(1, slow('ReceiveMessage'));
    const line = `momento-eb ${REDRIVE.join(' ')} --concurrency 1 --output csv | head -2`;
    const { status, stdout, stderr } = await inShell(line, environment);
    expect({ status, lines: stdout.split('\n').length }).toEqual({ status: 3, lines: 3 });
    const [, rows, removed] = / rows=(\d+) .* removed=(\d+) .* reader=left\n$/.exec(stderr) ?? [];
    expect({ rows, ...(await states()) }).toEqual({
      rows: String(SEED),
      deleted: Number(removed),
      visible: SEED - Number(removed),
    });
    await witness.faults(1);
    expect((await cli(...REDRIVE, '--output', 'ndjson')).stderr).toContain(' removed=0 ');
  });
});
