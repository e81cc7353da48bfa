import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { startSeededSandbox } from '../../../src/sandbox/integration/seeded.ts';
import { type Boundary, gateTo } from '../../support/fakes/request-gate.ts';
import { momentoEb, startedMomentoEb } from '../cli.ts';
import { type ToldRun, witnesses } from './witnesses.ts';

const REDRIVE = 'dlq redrive --fix --ttl 60 --prefer key --yes --json --sandbox'.split(' ');
const LEASE_MS = 300_000;

interface ToldAttempt {
  readonly messageId: string;
  readonly state: string;
  readonly fingerprint: string;
}

/** A seeded sandbox behind a gate, and a ledger of its own. */
async function world(onTestFinished: TestContext['onTestFinished'], seed: number) {
  const sandbox = await startSeededSandbox({ seed });
  const gate = await gateTo(sandbox.url);
  const folder = mkdtempSync(join(tmpdir(), 'momento-eb-kill-'));
  onTestFinished(async () => {
    gate.close();
    await sandbox.stop();
    rmSync(folder, { recursive: true });
  });
  const witness = witnesses(sandbox);
  const direct = { MOMENTO_EB_SANDBOX_URL: sandbox.url, MOMENTO_EB_LEDGER: join(folder, 'ledger.db') };
  const before = (await witness.events()).length;
  /** What the bus has accepted since the start, by what it says. */
  const accepted = async () => {
    const events = (await witness.events()).slice(before);
    const counts = new Map<string, number>();
    for (const { source, detailType, detail } of events) {
      const text = JSON.stringify([source, detailType, detail]);
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    return { events, doubled: [...counts.values()].filter((count) => count > 1).length };
  };
  return {
    accepted,
    witness,
    /** Starts a redrive and kills it when it has come to that boundary; then all leases lapse. */
    async killedAt(operation: string, boundary: Boundary) {
      const stopped = gate.stop(operation, boundary);
      const running = startedMomentoEb([...REDRIVE, '--concurrency', '1'], {
        ...direct,
        MOMENTO_EB_SANDBOX_URL: gate.url,
      });
      await stopped;
      running.child.kill('SIGKILL');
      expect((await running.ended).signal).toBe('SIGKILL');
      await witness.ask('clock', { advanceMs: LEASE_MS });
    },
    async redriven(...words: readonly string[]) {
      const { status, stdout, stderr } = await momentoEb([...REDRIVE, ...words], direct);
      expect(stderr).toBe('');
      return { told: JSON.parse(stdout) as ToldRun & { removedOnly: number }, status };
    },
    async ledger(...words: readonly string[]) {
      const { status, stdout } = await momentoEb(['ledger', ...words, '--json'], direct);
      return { status, document: JSON.parse(stdout) };
    },
    async attempts(run = 'last'): Promise<readonly ToldAttempt[]> {
      const { stdout } = await momentoEb(['ledger', 'show', run, '--json'], direct);
      return JSON.parse(stdout).attempts;
    },
  };
}

function states(attempts: readonly ToldAttempt[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { state } of attempts) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

describe.concurrent('a redrive killed', () => {
  it('between the intent and PutEvents leaves unknown ones, of which none had arrived', async ({ onTestFinished }) => {
    const { killedAt, redriven, accepted, attempts, ledger } = await world(onTestFinished, 30);
    await killedAt('PutEvents', 'before');
    expect((await accepted()).events).toEqual([]);
    const first = await attempts();
    expect(first.length).toBeGreaterThan(0);
    expect(states(first)).toEqual({ unknown: first.length });
    expect((await ledger('list')).document.runs).toMatchObject([{ result: 'died', exit: null }]);

    const { told, status } = await redriven();
    const { events, doubled } = await accepted();
    expect(doubled).toBe(0);
    expect(events).toHaveLength(told.sent);
    const held = told.entries.filter(({ reason }) => reason === 'unknown-before').map(({ messageId }) => messageId);
    const unknown = first.map(({ messageId }) => messageId);
    for (const messageId of held) expect(unknown).toContain(messageId);
    expect(status).toBe(3);
    expect((await ledger('verify')).document).toMatchObject({ mismatches: [], unknown: { messageIds: held } });
    // The operator has looked, and none had arrived.
    expect((await redriven('--resend-unknown')).told.sent).toBe(held.length);
    expect((await accepted()).doubled).toBe(0);
    expect(await ledger('verify')).toMatchObject({ status: 0, document: { addsUp: true } });
  });

  it('before the answer to PutEvents doubles only what the ledger calls unknown', async ({ onTestFinished }) => {
    const { killedAt, redriven, accepted, attempts } = await world(onTestFinished, 30);
    await killedAt('PutEvents', 'answer');
    const first = await attempts();
    expect(states(first)).toEqual({ unknown: first.length });
    expect((await accepted()).events).toHaveLength(first.length);

    const { told } = await redriven();
    const resent = told.entries.filter(
      ({ messageId, outcome }) => outcome === 'removed' && first.some((one) => one.messageId === messageId),
    );
    const { events, doubled } = await accepted();
    expect(doubled).toBe(resent.length);
    expect(events).toHaveLength(first.length + told.sent);
    expect(told.entries.filter(({ reason }) => reason === 'unknown-before')).toHaveLength(first.length - resent.length);
  });

  it('before the answer to PutEvents doubles nothing under --hold-unknown', async ({ onTestFinished }) => {
    const { killedAt, redriven, accepted, attempts } = await world(onTestFinished, 30);
    await killedAt('PutEvents', 'answer');
    const first = await attempts();
    const { told } = await redriven('--hold-unknown');
    expect(told.entries.filter(({ reason }) => reason === 'unknown-before')).toHaveLength(first.length);
    expect((await accepted()).doubled).toBe(0);
  });

  it.for<Boundary>(['before', 'answer'])(
    'at the delete (%s) sends nothing again and deletes what was accepted',
    async (boundary, { onTestFinished }) => {
      const { killedAt, redriven, accepted, attempts, ledger } = await world(onTestFinished, 30);
      await killedAt('DeleteMessageBatch', boundary);
      const first = await attempts();
      expect(states(first)).toEqual({ accepted: first.length });
      const { told } = await redriven();
      expect(told.removedOnly).toBe(boundary === 'before' ? first.length : 0);
      const removedOnly = told.entries.filter(({ verdict }) => verdict === 'remove-only');
      expect(removedOnly.map(({ outcome }) => outcome)).toEqual(removedOnly.map(() => 'removed-only'));
      const { events, doubled } = await accepted();
      expect(doubled).toBe(0);
      expect(events).toHaveLength(first.length + told.sent);
      const { document } = await ledger('verify');
      expect(document.mismatches).toEqual([]);
      expect(document.acceptedNotRemoved.count).toBe(boundary === 'before' ? 0 : first.length);
    },
  );
});

describe('two redrives at once on one ledger', () => {
  it('send each event once, and each tells of its own', async ({ onTestFinished }) => {
    const { redriven, accepted, ledger, witness } = await world(onTestFinished, 200);
    const runs = await Promise.all([redriven('--concurrency', '3'), redriven('--concurrency', '3')]);
    const { events, doubled } = await accepted();
    expect(doubled).toBe(0);
    const sent = runs.reduce((sum, { told }) => sum + told.sent, 0);
    expect(events).toHaveLength(sent);
    expect(sent).toBeGreaterThan(50);
    for (const { told } of runs) expect(told.sent).toBeGreaterThan(0);
    const deleted = (await witness.messages()).filter(({ state }) => state === 'deleted');
    expect(deleted).toHaveLength(sent);
    const { document, status } = await ledger('verify');
    expect(document).toMatchObject({ runCount: 2, attemptCount: sent, addsUp: true, died: [] });
    expect(status).toBe(0);
  });
});
