import { describe, expect, it, type TestContext } from 'vitest';
import type { NewAttempt } from '../../../src/domain/history/attempt.ts';
import type { LedgerEngine } from '../../support/fakes/ledger-engines.ts';
import { asked, attempt, SENT_AT, startedLedger } from './bench.ts';

/** Which intents a ledger lets pass, and what it says of newer events. */
export function ledgerIntents(engine: LedgerEngine): void {
  describe(`${engine.name}: a newer event for the same item`, () => {
    const place = '["orders","YQ"]';
    const newer = async (
      onTestFinished: TestContext['onTestFinished'],
      change: Partial<NewAttempt>,
      eventTime?: number,
    ) => {
      const { run, priorAttempts } = await startedLedger(engine, onTestFinished);
      const { ledger } = await run();
      await ledger.intend([attempt('b', { place, ...change })]);
      await ledger.settle([{ state: 'accepted', messageId: 'b', newEventId: 'n' }]);
      return (await priorAttempts(asked('a', { place, eventTime }))).newerMayBeSent;
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
      const { run } = await startedLedger(engine, onTestFinished);
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

    it('takes back that something was accepted, and nothing but that', async ({ onTestFinished }) => {
      const { run, priorAttempts } = await startedLedger(engine, onTestFinished);
      const { ledger } = await run();
      await ledger.intend(['a', 'b', 'c'].map((id) => attempt(id)));
      await ledger.settle([
        { state: 'accepted', messageId: 'a', newEventId: 'n' },
        { state: 'refused', messageId: 'b', code: 'InternalFailure' },
      ]);
      await ledger.settle(['a', 'b', 'c'].map((messageId) => ({ state: 'doubted', messageId, code: 'rule-disabled' })));
      await ledger.removed(['a']);
      const states = async (id: string) => (await priorAttempts(asked(id))).attempts.map(({ state }) => state);
      expect([await states('a'), await states('b'), await states('c')]).toEqual([
        ['unknown'],
        ['refused'],
        ['intended'],
      ]);
    });

    it('of what was doubted before its message was deleted, and of nothing that was sent again since', async ({
      onTestFinished,
    }) => {
      const { run, priorOutcome } = await startedLedger(engine, onTestFinished);
      const one = await run();
      const ids = ['a', 'b', 'c'];
      await one.ledger.intend(ids.map((id) => attempt(id)));
      await one.ledger.settle(ids.map((messageId) => ({ state: 'accepted', messageId, newEventId: 'n' })));
      await one.ledger.removed(['c']);
      one.die();
      const two = await run();
      await two.ledger.intend(ids.map((id) => attempt(id, { verdict: 'remove-only', newEventId: 'n' })));
      await two.ledger.settle(['a', 'c'].map((messageId) => ({ state: 'doubted', messageId, code: 'rule-disabled' })));
      expect(await priorOutcome(asked('a'))).toMatchObject({ kind: 'unknown', run: one.id });
      expect([(await priorOutcome(asked('b'))).kind, (await priorOutcome(asked('c'))).kind]).toEqual([
        'accepted',
        'accepted',
      ]);
      const three = await run();
      expect([...(await three.ledger.intend(ids.map((id) => attempt(id))))]).toEqual(['a']);
      await three.ledger.settle([{ state: 'accepted', messageId: 'a', newEventId: 'm' }]);
      expect(await priorOutcome(asked('a'))).toMatchObject({ kind: 'accepted', newEventId: 'm', run: three.id });
      expect([...(await (await run()).ledger.intend([attempt('a')]))]).toEqual([]);
    });

    it('unless another run has sent the event since this one began, for another dead letter of it', async ({
      onTestFinished,
    }) => {
      const { running, run } = await startedLedger(engine, onTestFinished);
      const before = await run();
      await before.ledger.intend([attempt('early', { eventId: 'sent-before' })]);
      await before.ledger.settle([{ state: 'accepted', messageId: 'early', newEventId: 'back-from-before' }]);
      running.advance(1000);
      const [one, two] = [await run(), await run()];
      const open = { eventId: 'asked-for', detail: '{"key":"open"}' };
      await one.ledger.intend([attempt('a', { eventId: 'two-targets' }), attempt('b'), attempt('c', open)]);
      await one.ledger.settle([{ state: 'accepted', messageId: 'b', newEventId: 'back-already' }]);
      const alike = { eventId: 'not-heard-of', detail: open.detail };
      const free = await two.ledger.intend([
        attempt('sibling', { eventId: 'two-targets' }),
        attempt('sibling-of-early', { eventId: 'sent-before' }),
        attempt('returned', { eventId: 'back-already' }),
        attempt('returned-early', { eventId: 'back-from-before' }),
        attempt('returned-unheard', { ...alike, sentAt: running.now() }),
        attempt('alike-but-older', alike),
      ]);
      expect([...free]).toEqual(['sibling-of-early', 'returned-early', 'alike-but-older']);
    });

    it('unless another run has sent an event of the same content since this one began, where neither has an id', async ({
      onTestFinished,
    }) => {
      const { running, run } = await startedLedger(engine, onTestFinished);
      const nameless = (id: string, key: string) => attempt(id, { eventId: undefined, detail: `{"key":"${key}"}` });
      const before = await run();
      await before.ledger.intend([nameless('early', 'x')]);
      await before.ledger.settle([{ state: 'accepted', messageId: 'early', newEventId: 'n1' }]);
      running.advance(1000);
      const [one, two] = [await run(), await run()];
      await one.ledger.intend([nameless('a', 'y'), nameless('b', 'z'), attempt('named', { detail: '{"key":"v"}' })]);
      await one.ledger.settle([
        { state: 'accepted', messageId: 'a', newEventId: 'n2' },
        { state: 'refused', messageId: 'b', code: 'InternalFailure' },
        { state: 'accepted', messageId: 'named', newEventId: 'n3' },
      ]);
      const free = await two.ledger.intend([
        nameless('completed-before', 'x'),
        nameless('back-or-sibling', 'y'),
        nameless('refused-there', 'z'),
        nameless('like-one-with-an-id', 'v'),
        attempt('like-one-without', { detail: '{"key":"y"}' }),
      ]);
      expect([...free]).toEqual(['completed-before', 'refused-there', 'like-one-with-an-id', 'like-one-without']);
    });

    it('of several processes once: whoever comes second is told', async ({ onTestFinished }) => {
      const { run } = await startedLedger(engine, onTestFinished);
      const runs = [await run(), await run(), await run()];
      const ids = Array.from({ length: 20 }, (_, at) => `m${at}`);
      const free = await Promise.all(runs.map(({ ledger }) => ledger.intend(ids.map((id) => attempt(id)))));
      expect(free.flatMap((set) => [...set]).sort()).toEqual([...ids].sort());
    });

    it('again after a refusal', async ({ onTestFinished }) => {
      const { run, priorOutcome } = await startedLedger(engine, onTestFinished);
      const { ledger } = await run();
      await ledger.intend([attempt('a')]);
      await ledger.settle([{ state: 'refused', messageId: 'a', code: 'ThrottlingException' }]);
      expect([...(await ledger.intend([attempt('a')]))]).toEqual(['a']);
      expect((await priorOutcome(asked('a'))).kind).toBe('under-way');
      await ledger.settle([{ state: 'accepted', messageId: 'a', newEventId: 'n' }]);
      expect((await priorOutcome(asked('a'))).kind).toBe('accepted');
    });

    it('to delete what an earlier run has sent, and is under way with', async ({ onTestFinished }) => {
      const { run, priorOutcome } = await startedLedger(engine, onTestFinished);
      const [one, two] = [await run(), await run()];
      await one.ledger.intend([attempt('a')]);
      await one.ledger.settle([{ state: 'accepted', messageId: 'a', newEventId: 'n' }]);
      const removal = attempt('a', { verdict: 'remove-only', newEventId: 'n' });
      expect([...(await two.ledger.intend([removal]))]).toEqual(['a']);
      await two.ledger.removed(['a']);
      expect((await priorOutcome(asked('a'))).kind).toBe('accepted');
      expect((await priorOutcome(asked('b', { eventId: 'n' }))).returns).toBe(1);
    });
  });

  describe(`${engine.name} keeps a state`, () => {
    it('that is certain, whatever is said later', async ({ onTestFinished }) => {
      const { run, priorOutcome } = await startedLedger(engine, onTestFinished);
      const { ledger } = await run();
      await ledger.intend([attempt('a')]);
      await ledger.settle([{ state: 'accepted', messageId: 'a', newEventId: 'n' }]);
      await ledger.settle([
        { state: 'unknown', messageId: 'a', code: 'late' },
        { state: 'left', messageId: 'a' },
        { state: 'refused', messageId: 'a', code: 'late' },
      ]);
      expect((await priorOutcome(asked('a'))).kind).toBe('accepted');
    });

    it('of nothing that was not intended', async ({ onTestFinished }) => {
      const { run, priorOutcome } = await startedLedger(engine, onTestFinished);
      const { ledger } = await run();
      await ledger.settle([{ state: 'left', messageId: 'a' }]);
      await ledger.removed(['a']);
      expect((await priorOutcome(asked('a'))).kind).toBe('new');
    });
  });
}
