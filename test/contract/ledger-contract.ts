import { describe, expect, it, type TestContext } from 'vitest';
import type { LedgerPort } from '../../src/app/ports.ts';
import type { NewAttempt } from '../../src/domain/history/attempt.ts';
import { memoryOf, NOTHING_KNOWN, type Recall, sentSince } from '../../src/domain/history/memory.ts';
import type { RunHead } from '../../src/domain/history/run.ts';
import { NOTHING } from '../../src/domain/redrive/outcome.ts';
import type { LedgerEngine } from '../support/ledger-engines.ts';

const QUEUE = 'arn:aws:sqs:us-east-1:123456789012:dlq';
const END = { exit: 0, failure: undefined, interrupted: false, tally: NOTHING };
const SENT_AT = Date.UTC(2026, 0, 30, 8);

function attempt(messageId: string, change: Partial<NewAttempt> = {}): NewAttempt {
  return {
    messageId,
    sentAt: SENT_AT,
    eventId: `event-of-${messageId}`,
    busArn: 'arn:aws:events:us-east-1:123456789012:event-bus/default',
    source: 'shop',
    detailType: 'cacheSet',
    detail: '{"key":"a"}',
    eventTime: SENT_AT - 1000,
    place: undefined,
    cause: 'timeout',
    verdict: 'send',
    edits: [],
    returns: 0,
    newEventId: undefined,
    ...change,
  };
}

function asked(messageId: string, change: Partial<Recall> = {}): Recall {
  const { sentAt, eventId, place, eventTime } = attempt(messageId);
  return { messageId, sentAt, eventId, place, eventTime, ...change };
}

/** What every ledger promises, whatever it is made of. */
export function ledgerContract(engine: LedgerEngine): void {
  const started = async (onTestFinished: TestContext['onTestFinished']) => {
    let now = Date.UTC(2026, 0, 31, 12);
    const running = {
      ...(await engine.start(() => now, onTestFinished)),
      now: () => now,
      advance: (milliseconds: number) => {
        now += milliseconds;
      },
    };
    const head = (): RunHead => ({
      startedAt: running.now(),
      queueArn: QUEUE,
      who: undefined,
      endpoint: 'aws',
      flags: '--yes',
      plan: undefined,
    });
    const run = async (change: Partial<RunHead> = {}) => {
      const { ledger, die } = await running.open();
      const id = await ledger.begin({ ...head(), ...change });
      return { id, ledger, die };
    };
    const recalled = async (message: Recall, by?: LedgerPort) => {
      const [facts] = await (by ?? (await running.open()).ledger).recall(QUEUE, [message]);
      return facts ?? NOTHING_KNOWN;
    };
    const remembered = async (message: Recall, by?: LedgerPort) => memoryOf(await recalled(message, by));
    return { running, run, recalled, remembered };
  };

  describe(`${engine.name} remembers`, () => {
    it('nothing of a message that was never met, and answers in the order asked', async ({ onTestFinished }) => {
      const { run, running, remembered } = await started(onTestFinished);
      const { ledger } = await run();
      await ledger.intend([attempt('a')]);
      await ledger.settle([{ state: 'accepted', messageId: 'a', newEventId: 'new-a' }]);
      expect((await remembered(asked('b'))).kind).toBe('new');
      const other = (await running.open()).ledger;
      const facts = await other.recall(QUEUE, [asked('b'), asked('a'), asked('c')]);
      expect(facts.map((one) => memoryOf(one).kind)).toEqual(['new', 'accepted', 'new']);
    });

    it('what was accepted, also after its message was deleted', async ({ onTestFinished }) => {
      const { run, remembered } = await started(onTestFinished);
      const { ledger, id } = await run();
      await ledger.intend([attempt('a')]);
      await ledger.settle([{ state: 'accepted', messageId: 'a', newEventId: 'new-a' }]);
      expect(await remembered(asked('a'))).toMatchObject({ kind: 'accepted', newEventId: 'new-a', run: id });
      await ledger.removed(['a']);
      await ledger.end(END);
      expect(await remembered(asked('a'))).toMatchObject({ kind: 'accepted', newEventId: 'new-a', run: id });
    });

    it('a message by queue, id and SentTimestamp together', async ({ onTestFinished }) => {
      const { run, running, remembered } = await started(onTestFinished);
      const { ledger } = await run();
      await ledger.intend([attempt('a'), attempt('b', { sentAt: undefined })]);
      await ledger.settle(['a', 'b'].map((messageId) => ({ state: 'accepted', messageId, newEventId: 'n' })));
      expect((await remembered(asked('a', { sentAt: SENT_AT + 1 }))).kind).toBe('new');
      expect((await remembered(asked('a', { sentAt: undefined }))).kind).toBe('new');
      expect((await remembered(asked('b', { sentAt: undefined }))).kind).toBe('accepted');
      const [elsewhere] = await (await running.open()).ledger.recall(`${QUEUE}-2`, [asked('a')]);
      expect(memoryOf(elsewhere ?? NOTHING_KNOWN).kind).toBe('new');
    });

    it('what was refused or left as not sent', async ({ onTestFinished }) => {
      const { run, remembered } = await started(onTestFinished);
      const { ledger } = await run();
      await ledger.intend([attempt('a'), attempt('b')]);
      await ledger.settle(
        ['a', 'b'].map((messageId) => ({ state: 'refused', messageId, code: 'ThrottlingException' })),
      );
      await ledger.settle([{ state: 'left', messageId: 'b', code: '' }]);
      expect((await remembered(asked('a'))).kind).toBe('new');
      expect((await remembered(asked('b'))).kind).toBe('new');
    });

    it('what is under way in another run, until that run ends or dies: then it is unknown', async ({
      onTestFinished,
    }) => {
      const { run, remembered } = await started(onTestFinished);
      const [one, two] = [await run(), await run()];
      await one.ledger.intend([attempt('a')]);
      await two.ledger.intend([attempt('b')]);
      expect(await remembered(asked('a'))).toMatchObject({ kind: 'under-way', run: one.id });
      await one.ledger.end(END);
      expect((await remembered(asked('a'))).kind).toBe('unknown');
      two.die();
      expect(await remembered(asked('b'))).toMatchObject({ kind: 'unknown', run: two.id });
    });

    it('what is unknown, although a later attempt was refused, until one is accepted', async ({ onTestFinished }) => {
      const { run, remembered } = await started(onTestFinished);
      const one = await run();
      await one.ledger.intend([attempt('a')]);
      await one.ledger.settle([{ state: 'unknown', messageId: 'a', code: 'TimeoutError' }]);
      await one.ledger.end(END);
      const two = await run();
      await two.ledger.intend([attempt('a')]);
      await two.ledger.settle([{ state: 'refused', messageId: 'a', code: 'AccessDenied' }]);
      await two.ledger.end(END);
      expect(await remembered(asked('a'))).toMatchObject({ kind: 'unknown', run: one.id });
      const three = await run();
      await three.ledger.intend([attempt('a')]);
      await three.ledger.settle([{ state: 'accepted', messageId: 'a', newEventId: 'n' }]);
      expect(await remembered(asked('a'))).toMatchObject({ kind: 'accepted', run: three.id });
    });

    it('an acceptance that was written after its run was given up', async ({ onTestFinished }) => {
      const { run, remembered } = await started(onTestFinished);
      const one = await run();
      await one.ledger.intend([attempt('a')]);
      one.die();
      expect((await remembered(asked('a'))).kind).toBe('unknown');
      await one.ledger.settle([{ state: 'accepted', messageId: 'a', newEventId: 'n' }]);
      expect((await remembered(asked('a'))).kind).toBe('accepted');
    });

    it('how often an event has come back', async ({ onTestFinished }) => {
      const { run, remembered } = await started(onTestFinished);
      const { ledger } = await run();
      await ledger.intend([attempt('a')]);
      await ledger.settle([{ state: 'accepted', messageId: 'a', newEventId: 'event-2' }]);
      expect(await remembered(asked('b', { eventId: 'event-2' }))).toMatchObject({ kind: 'new', returns: 1 });
      const second = await run();
      await second.ledger.intend([attempt('b', { eventId: 'event-2', returns: 1 })]);
      await second.ledger.settle([{ state: 'accepted', messageId: 'b', newEventId: 'event-3' }]);
      expect(await remembered(asked('c', { eventId: 'event-3' }))).toMatchObject({ kind: 'new', returns: 2 });
      expect((await remembered(asked('a'))).returns).toBe(0);
    });

    it('which event was put on the bus since a time, and for which of its dead letters', async ({ onTestFinished }) => {
      const { run, running, recalled } = await started(onTestFinished);
      const { ledger } = await run();
      await ledger.intend([attempt('a')]);
      running.advance(10);
      const before = running.now();
      await ledger.settle([{ state: 'accepted', messageId: 'a', newEventId: 'event-2' }]);
      running.advance(10);
      const after = running.now();
      const back = await recalled(asked('b', { eventId: 'event-2' }));
      expect([sentSince(back, before), sentSince(back, after)]).toEqual(['returned', undefined]);
      const sibling = await recalled(asked('c', { eventId: 'event-of-a' }));
      expect([sentSince(sibling, before), sentSince(sibling, after)]).toEqual(['sent-for-sibling', undefined]);
    });

    it('nothing of its own run, which knows that better', async ({ onTestFinished }) => {
      const { run, recalled } = await started(onTestFinished);
      const { ledger } = await run();
      await ledger.intend([attempt('a')]);
      expect(await recalled(asked('a'), ledger)).toEqual(NOTHING_KNOWN);
    });
  });

  describe(`${engine.name}: a newer event for the same item`, () => {
    const place = '["orders","YQ"]';
    const newer = async (
      onTestFinished: TestContext['onTestFinished'],
      change: Partial<NewAttempt>,
      eventTime?: number,
    ) => {
      const { run, recalled } = await started(onTestFinished);
      const { ledger } = await run();
      await ledger.intend([attempt('b', { place, ...change })]);
      await ledger.settle([{ state: 'accepted', messageId: 'b', newEventId: 'n' }]);
      return (await recalled(asked('a', { place, eventTime }))).newerMayBeSent;
    };
    const T = SENT_AT - 1000;
    it.for([
      ['a second later', { eventTime: T + 1000 }, T, true],
      ['at the same second, which says nothing', { eventTime: T }, T, true],
      ['a second before', { eventTime: T - 1000 }, T, false],
      ['at a time that is not known', { eventTime: undefined }, T, true],
      ['while its own time is not known', { eventTime: T - 1000 }, undefined, true],
      ['for another item', { eventTime: T + 1000, place: '["orders","Yg"]' }, T, false],
      ['the same event for another dead letter', { eventTime: T, eventId: 'event-of-a' }, T, false],
    ] as const)('%s', async ([, change, eventTime, expected], { onTestFinished }) => {
      expect(await newer(onTestFinished, change, eventTime)).toBe(expected);
    });
  });

  describe(`${engine.name} lets intents pass`, () => {
    it('unless another run has put the message on the bus, or is about to', async ({ onTestFinished }) => {
      const { run } = await started(onTestFinished);
      const [one, two] = [await run(), await run()];
      expect([...(await one.ledger.intend(['a', 'b', 'c', 'd'].map((id) => attempt(id))))]).toEqual([
        'a',
        'b',
        'c',
        'd',
      ]);
      await one.ledger.settle([
        { state: 'accepted', messageId: 'a', newEventId: 'n' },
        { state: 'unknown', messageId: 'b', code: 'TimeoutError' },
        { state: 'refused', messageId: 'c', code: 'InternalFailure' },
      ]);
      const free = await two.ledger.intend(['a', 'b', 'c', 'd', 'e'].map((id) => attempt(id)));
      expect([...free]).toEqual(['b', 'c', 'e']);
      one.die();
      expect([...(await two.ledger.intend([attempt('d')]))]).toEqual(['d']);
    });

    it('of several processes once: whoever comes second is told', async ({ onTestFinished }) => {
      const { run } = await started(onTestFinished);
      const runs = [await run(), await run(), await run()];
      const ids = Array.from({ length: 20 }, (_, at) => `m${at}`);
      const free = await Promise.all(runs.map(({ ledger }) => ledger.intend(ids.map((id) => attempt(id)))));
      expect(free.flatMap((set) => [...set]).sort()).toEqual([...ids].sort());
    });

    it('again after a refusal', async ({ onTestFinished }) => {
      const { run, remembered } = await started(onTestFinished);
      const { ledger } = await run();
      await ledger.intend([attempt('a')]);
      await ledger.settle([{ state: 'refused', messageId: 'a', code: 'ThrottlingException' }]);
      expect([...(await ledger.intend([attempt('a')]))]).toEqual(['a']);
      expect((await remembered(asked('a'))).kind).toBe('under-way');
      await ledger.settle([{ state: 'accepted', messageId: 'a', newEventId: 'n' }]);
      expect((await remembered(asked('a'))).kind).toBe('accepted');
    });

    it('to delete what an earlier run has sent, and is under way with', async ({ onTestFinished }) => {
      const { run, remembered } = await started(onTestFinished);
      const [one, two] = [await run(), await run()];
      await one.ledger.intend([attempt('a')]);
      await one.ledger.settle([{ state: 'accepted', messageId: 'a', newEventId: 'n' }]);
      const removal = attempt('a', { verdict: 'remove-only', newEventId: 'n' });
      expect([...(await two.ledger.intend([removal]))]).toEqual(['a']);
      await two.ledger.removed(['a']);
      expect((await remembered(asked('a'))).kind).toBe('accepted');
      expect((await remembered(asked('b', { eventId: 'n' }))).returns).toBe(1);
    });
  });

  describe(`${engine.name} keeps a state`, () => {
    it('that is certain, whatever is said later', async ({ onTestFinished }) => {
      const { run, remembered } = await started(onTestFinished);
      const { ledger } = await run();
      await ledger.intend([attempt('a')]);
      await ledger.settle([{ state: 'accepted', messageId: 'a', newEventId: 'n' }]);
      await ledger.settle([
        { state: 'unknown', messageId: 'a', code: 'late' },
        { state: 'left', messageId: 'a', code: '' },
        { state: 'refused', messageId: 'a', code: 'late' },
      ]);
      expect((await remembered(asked('a'))).kind).toBe('accepted');
    });

    it('of nothing that was not intended', async ({ onTestFinished }) => {
      const { run, remembered } = await started(onTestFinished);
      const { ledger } = await run();
      await ledger.settle([{ state: 'left', messageId: 'a', code: '' }]);
      await ledger.removed(['a']);
      expect((await remembered(asked('a'))).kind).toBe('new');
    });
  });
}
