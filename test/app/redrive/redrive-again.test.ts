import { describe, expect, it } from 'vitest';
import { statusOfRedrive } from '../../../src/app/exit-status.ts';
import { EXIT } from '../../../src/app/failures.ts';
import type { ReceivedMessage } from '../../../src/domain/dead-letter/message.ts';
import { many, published, timedOut, timedOutAlone } from '../../support/builders/dead-letters.ts';
import { HICCUP } from '../../support/fakes/fake-queue.ts';
import { type Ports, portsOf, redriven } from '../../support/fakes/use-cases.ts';

const QUEUE_ARN = 'arn:aws:sqs:us-east-1:123456789012:dlq';

/** The same world for the next process, once all leases have lapsed. */
function next(ports: Ports): Ports {
  ports.clock.advance(300_001);
  return { ...ports, ledger: ports.file.open() };
}

describe('the next redrive', () => {
  it('only deletes what was accepted and could not be deleted', async () => {
    let fails = true;
    const first = portsOf({ messages: many(3, timedOut), queue: { removeFails: () => (fails ? HICCUP : undefined) } });
    expect((await redriven(first)).end.tally).toMatchObject({ sentNotRemoved: 3 });
    fails = false;
    const second = next(first);
    const { end, outcomes, entries } = await redriven(second);
    expect(outcomes).toEqual(['m0000 removed-only', 'm0001 removed-only', 'm0002 removed-only']);
    expect(end.tally).toMatchObject({ selected: 3, sent: 0, removed: 0, removedOnly: 3 });
    expect(statusOfRedrive(end, false)).toBe(EXIT.done);
    expect(second.bus.accepted).toHaveLength(3);
    expect(entries.map(({ newEventId }) => newEventId).sort()).toEqual(['event-1', 'event-2', 'event-3']);
    expect(second.file.states('run-2')).toEqual(['m0000 removed', 'm0001 removed', 'm0002 removed']);
  });

  it('shows in its plan what it would only delete', async () => {
    const first = portsOf({ messages: many(2, timedOut), queue: { removeFails: () => HICCUP } });
    await redriven(first);
    const { end, outcomes } = await redriven(next(first), { dryRun: true });
    expect(outcomes).toEqual(['m0000 not-removed', 'm0001 not-removed']);
    expect(end.tally).toMatchObject({ notRemoved: 2, left: 0 });
  });

  it('sends what is unknown again where that does no harm, and holds the rest', async () => {
    let lost = true;
    const ports = portsOf({
      messages: [...many(2, timedOutAlone), ...many(1, published, 'p')],
      bus: { request: () => (lost ? 'lose-the-answer' : 'obey') },
    });
    expect((await redriven(ports, { concurrency: 1 })).end.tally).toMatchObject({ unknown: 3 });
    lost = false;
    const { outcomes, entries } = await redriven(next(ports));
    expect(outcomes).toEqual(['m0000 removed', 'm0001 removed', 'p0000 held: unknown-before']);
    expect(new Set(entries.map(({ prior }) => prior.kind))).toEqual(new Set(['unknown']));
    const { outcomes: last } = await redriven(next(ports), { unknown: 'resend' });
    expect(last).toEqual(['p0000 removed']);
  });

  it('sends what came back once more, and tells how often it has', async () => {
    const ports = portsOf({ messages: many(1, timedOut) });
    await redriven(ports);
    const returned = (id: string, eventId: string) => {
      const [message] = many(1, timedOut, id);
      return { ...message, body: JSON.stringify({ ...JSON.parse(message?.body ?? ''), id: eventId }) } as never;
    };
    const second = next(ports);
    second.queue.add(returned('b', 'event-1'));
    expect((await redriven(second)).entries).toMatchObject([
      { outcome: 'removed', prior: { kind: 'new', returns: 1 } },
    ]);
    const third = next(second);
    third.queue.add(returned('c', 'event-2'));
    expect((await redriven(third)).entries).toMatchObject([{ outcome: 'removed', prior: { kind: 'new', returns: 2 } }]);
  });

  it('leaves to another run what that run is sending', async () => {
    const messages = many(2, timedOut);
    const ports = portsOf({ messages });
    const other = ports.file.open();
    await other.begin({
      startedAt: 0,
      queueArn: QUEUE_ARN,
      who: undefined,
      endpoint: 'aws',
      flags: '',
      plan: undefined,
      mode: 'redrive',
    });
    const [{ messageId, sentAt }] = messages as [ReceivedMessage];
    const event = { eventId: undefined, busArn: '', source: '', detailType: '', detail: '', eventTime: undefined };
    const rest = {
      place: undefined,
      cause: 'timeout',
      verdict: 'send',
      edits: [],
      returns: 0,
      newEventId: undefined,
    } as const;
    await other.intend([{ messageId, sentAt, ...event, ...rest }]);
    const { outcomes } = await redriven({ ...ports, ledger: ports.file.open() });
    expect(outcomes).toEqual(['m0000 held: in-another-run', 'm0001 removed']);
  });
});
