import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSeededSandbox } from '../../../src/sandbox/integration/seeded.ts';
import type { WholeSandbox } from '../../../src/sandbox/whole-sandbox.ts';
import { momentoEb } from '../cli.ts';
import type { ToldRun } from '../redrive/witnesses.ts';
import { shapeOf } from './shape.ts';

let sandbox: WholeSandbox;
beforeAll(async () => {
  sandbox = await startSeededSandbox({ seed: 40 });
});
afterAll(() => sandbox.stop());

async function documentOf(...words: readonly string[]): Promise<ToldRun> {
  const { stdout } = await momentoEb([...words, '--json'], sandbox.environment);
  return JSON.parse(stdout);
}

describe('the JSON of', () => {
  it('dlq redrive', async () => {
    const words = ['dlq', 'redrive', '--fix', '--ttl', '60', '--prefer', 'key'];
    const plan = await documentOf(...words, '--dry-run');
    const run = await documentOf(...words, '--yes');
    expect(shapeOf(run)).toMatchInlineSnapshot(`
      "alsoFires: list
      arrivedSince: number
      entries: list
      entries[].because: list
      entries[].because[]: string
      entries[].before: null
      entries[].beforeRun: null
      entries[].cause: string
      entries[].edits: list
      entries[].edits[].after: null | string
      entries[].edits[].before: null | string
      entries[].edits[].kind: string
      entries[].edits[].path: string
      entries[].edits[].reason: string
      entries[].edits[]: object
      entries[].errorCode: null
      entries[].errorMessage: null
      entries[].eventId: null | string
      entries[].members: list
      entries[].members[]: string
      entries[].messageId: string
      entries[].newEventId: null | string
      entries[].outcome: string
      entries[].reason: null | string
      entries[].returns: number
      entries[].verdict: string
      entries[]: object
      failed: number
      held: number
      interrupted: boolean
      left: number
      notHandedBack: number
      notRemoved: number
      rate.byDetailType.topicPublish: number
      rate.byDetailType: object
      rate.overall: number
      rate: object
      received: number
      removed: number
      removedOnly: number
      repaired: number
      run: string
      selected: number
      sent: number
      sentNotRemoved: number
      unknown: number
      unseen: number
      warnings: list
      warnings[]: string"
    `);
    expect(Object.keys(plan)).toEqual(Object.keys(run));
    expect(plan).toMatchObject({ sent: 0, left: run.sent, held: run.held });
    for (const { verdict, outcome } of [...plan.entries, ...run.entries]) {
      expect(['send', 'send-repaired', 'hold']).toContain(verdict);
      expect(['removed', 'sent-not-removed', 'held', 'failed', 'unknown', 'left']).toContain(outcome);
    }
  });

  it('a redrive that failed after something was sent: the whole document, and the error at its end', async () => {
    const other = await startSeededSandbox({ seed: 30 });
    try {
      other.faults.set(
        [{ operation: 'DeleteMessageBatch', kind: 'entry', probability: 1, code: 'AccessDenied', status: 403 }],
        1,
      );
      const words = ['dlq', 'redrive', '--yes', '--fix', '--json', '--concurrency', '1'];
      const { stdout, status } = await momentoEb(words, other.environment);
      const document = JSON.parse(stdout);
      expect(Object.keys(document).at(-1)).toBe('error');
      expect(document.error).toMatchObject({ code: 'AccessDenied', exit: 4 });
      expect(document.sentNotRemoved).toBe(document.sent);
      expect(status).toBe(4);
    } finally {
      await other.stop();
    }
  });
});
