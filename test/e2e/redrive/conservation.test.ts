import { afterEach, expect, it } from 'vitest';
import { type SeededSandboxOptions, startSeededSandbox } from '../../../src/sandbox/integration/seeded.ts';
import type { WholeSandbox } from '../../../src/sandbox/whole-sandbox.ts';
import { momentoEb, startedMomentoEb } from '../cli.ts';
import { type ToldRun, type Witnesses, witnesses } from './witnesses.ts';

const REDRIVE = 'dlq redrive --fix --ttl 60 --prefer key --rate unlimited --yes --json --sandbox'.split(' ');

let sandbox: WholeSandbox;
afterEach(() => sandbox.stop());

async function seeded(options: SeededSandboxOptions) {
  sandbox = await startSeededSandbox(options);
  const witness = witnesses(sandbox);
  return {
    witness,
    environment: { MOMENTO_EB_SANDBOX_URL: sandbox.url },
    originals: await witness.messages(),
    eventsBefore: (await witness.events()).length,
  };
}

/** Every statement of the run against the sandbox's account; answers what it compared. */
async function prove(told: ToldRun, witness: Witnesses, eventsBefore: number) {
  const accepted = (await witness.events()).slice(eventsBefore);
  const messages = new Map((await witness.messages()).map((message) => [message.messageId, message]));
  const { entries } = told;
  const with_ = (...outcomes: readonly string[]) => entries.filter((entry) => outcomes.includes(entry.outcome));

  // Every id has exactly one outcome, and the totals are their sums.
  expect(new Set(entries.map((entry) => entry.messageId)).size).toBe(entries.length);
  expect(told.selected).toBe(entries.length);
  const counts = { removed: 'removed', sentNotRemoved: 'sent-not-removed', held: 'held', failed: 'failed' };
  for (const [total, outcome] of Object.entries({ ...counts, unknown: 'unknown', left: 'left' })) {
    expect({ [total]: told[total as 'held'] }).toEqual({ [total]: with_(outcome).length });
  }
  expect(told.sent).toBe(told.removed + told.sentNotRemoved);

  // Only what is said to be removed is gone, and nothing else; what is left is there for the next reader.
  const states = (outcomes: readonly string[]) => [
    ...new Set(with_(...outcomes).map((entry) => messages.get(entry.messageId)?.state)),
  ];
  expect(states(['removed'])).toEqual(with_('removed').length > 0 ? ['deleted'] : []);
  for (const state of states(['held', 'failed', 'left'])) expect(state).toBe('visible');
  // Found at once, what may have arrived would be sent again: it stays hidden until its lease ends.
  for (const state of states(['unknown'])) expect(state).toBe('in-flight');
  const deleted = [...messages.values()].filter(({ state }) => state === 'deleted');
  expect(deleted.map(({ messageId }) => messageId).sort()).toEqual(
    with_('removed')
      .map(({ messageId }) => messageId)
      .sort(),
  );

  // What was sent is on the bus once, under the id that is told; what else is there can only be of the unknown.
  const newIds = with_('removed', 'sent-not-removed').map((entry) => entry.newEventId);
  expect(new Set(newIds).size).toBe(newIds.length);
  const sentRegistry = new Map(accepted.map((event) => [event.eventId, event]));
  for (const id of newIds) expect(sentRegistry.has(id ?? '')).toBe(true);
  const unexplained = accepted.filter((event) => !newIds.includes(event.eventId));

  // And it is the same event, byte for byte, unless an edit says otherwise.
  for (const entry of with_('removed').filter(({ verdict }) => verdict === 'send')) {
    const body = messages.get(entry.messageId)?.body ?? '';
    expect(body).toContain(sentRegistry.get(entry.newEventId ?? '')?.detail);
  }
  return { accepted, messages, unexplained, with: with_ };
}

it('1,000 mixed dead letters are conserved while entries, deletes and receives fail', async () => {
  const { witness, environment, originals, eventsBefore } = await seeded({ seed: 1000 });
  await witness.faults(
    2,
    { operation: 'PutEvents', kind: 'entry', probability: 0.05 },
    { operation: 'DeleteMessageBatch', kind: 'entry', probability: 0.05 },
    { operation: 'ReceiveMessage', kind: 'empty', probability: 0.05 },
  );
  const ended = await momentoEb(REDRIVE, environment);
  expect(ended.stderr).toBe('');
  const told = JSON.parse(ended.stdout) as ToldRun;
  const { accepted, messages, unexplained, with: with_ } = await prove(told, witness, eventsBefore);

  expect(originals).toHaveLength(1000);
  const named = new Set(told.entries.map((entry) => entry.messageId));
  expect(originals.filter(({ messageId }) => !named.has(messageId))).toEqual([]);
  expect(unexplained).toEqual([]);
  // Events that failed again are new dead letters; those of them that came in time were read by the same run.
  const returned = accepted.flatMap(({ deliveries }) => deliveries.flatMap(({ messageId }) => messageId ?? []));
  expect(accepted.flatMap(({ deliveries }) => deliveries).filter(({ outcome }) => outcome === 'lost')).toEqual([]);
  for (const messageId of named) expect(messages.has(messageId)).toBe(true);
  expect(messages.size).toBe(1000 + returned.length);
  // Five in a hundred is little enough for asking again to bring every one to its end.
  expect(told).toMatchObject({ sentNotRemoved: 0, failed: 0, unknown: 0, left: 0 });
  expect(told.removed).toBeGreaterThan(500);
  expect(with_('held').every(({ reason }) => reason !== null)).toBe(true);
  expect(told.held).toBeGreaterThan(100);
  expect(ended.status).toBe(3);

  // The faults were there: more requests than the work itself takes.
  const { PutEvents = 0, DeleteMessageBatch = 0 } = await witness.requests();
  expect(PutEvents).toBeGreaterThan(told.sent / 10);
  expect(DeleteMessageBatch).toBeGreaterThan(told.sent / 10);
});

it('an entry that fails for good is named and stays', async () => {
  const { witness, environment, eventsBefore } = await seeded({ seed: 100 });
  await witness.faults(3, { operation: 'PutEvents', kind: 'entry', probability: 0.2, code: 'InvalidArgument' });
  const ended = await momentoEb(REDRIVE, environment);
  const told = JSON.parse(ended.stdout) as ToldRun;
  const { unexplained, with: with_ } = await prove(told, witness, eventsBefore);
  expect(unexplained).toEqual([]);
  expect(told.failed).toBeGreaterThan(5);
  expect(new Set(with_('failed').map(({ errorCode }) => errorCode))).toEqual(new Set(['InvalidArgument']));
  expect(ended.status).toBe(3);
});

it('events whose answer was lost are unknown: neither sent again nor deleted', async () => {
  const { witness, environment, eventsBefore } = await seeded({ seed: 200 });
  await witness.faults(5, { operation: 'PutEvents', kind: 'lost', probability: 0.3 });
  const ended = await momentoEb(REDRIVE, environment);
  const told = JSON.parse(ended.stdout) as ToldRun;
  const { unexplained, accepted } = await prove(told, witness, eventsBefore);
  expect(told.unknown).toBeGreaterThan(10);
  expect(told.removed).toBeGreaterThan(10);
  // The sandbox carries a request out before it loses the answer: each is on the bus once, and nobody could know.
  expect(unexplained).toHaveLength(told.unknown);
  expect(accepted).toHaveLength(told.removed + told.unknown);
  expect(ended.status).toBe(3);
});

it('an interruption in the middle makes everything that was not deleted visible again', async () => {
  const { witness, environment, eventsBefore } = await seeded({ seed: 300 });
  await witness.faults(7, { operation: 'PutEvents', kind: 'latency', probability: 1, milliseconds: 150 });
  const running = startedMomentoEb([...REDRIVE, '--concurrency', '3'], environment);
  await running.said('"outcome":"removed"');
  running.child.kill('SIGINT');
  const ended = await running.ended;
  const told = JSON.parse(ended.stdout) as ToldRun;
  const { unexplained, messages } = await prove(told, witness, eventsBefore);
  expect(ended.status).toBe(130);
  expect(unexplained).toEqual([]);
  expect(told.removed).toBeGreaterThan(0);
  expect(told.received).toBeLessThan(300);
  expect([...messages.values()].filter(({ state }) => state === 'in-flight')).toEqual([]);
});
