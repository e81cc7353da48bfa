import { describe, expect, it } from 'vitest';
import { NO_PRIOR_ATTEMPTS, priorOutcomeOf, sentSince } from '../../../src/domain/history/prior-attempts.ts';
import type { LedgerEngine } from '../../support/fakes/ledger-engines.ts';
import { asked, attempt, END, QUEUE, SENT_AT, startedLedger } from './bench.ts';

/** What a ledger remembers of earlier runs and of others. */
export function ledgerPriorAttempts(engine: LedgerEngine): void {
  describe(`${engine.name} remembers`, () => {
    it('nothing of a message that was never met, and answers in the order asked', async ({ onTestFinished }) => {
      const { run, running, priorOutcome } = await startedLedger(engine, onTestFinished);
      const { ledger } = await run();
      await ledger.intend([attempt('a')]);
      await ledger.settle([{ state: 'accepted', messageId: 'a', newEventId: 'new-a' }]);
      expect((await priorOutcome(asked('b'))).kind).toBe('new');
      const other = (await running.open()).ledger;
      const facts = await other.priorAttempts(QUEUE, [asked('b'), asked('a'), asked('c')]);
      expect(facts.map((one) => priorOutcomeOf(one).kind)).toEqual(['new', 'accepted', 'new']);
    });

    it('what was accepted, also after its message was deleted', async ({ onTestFinished }) => {
      const { run, priorOutcome } = await startedLedger(engine, onTestFinished);
      const { ledger, id } = await run();
      await ledger.intend([attempt('a')]);
      await ledger.settle([{ state: 'accepted', messageId: 'a', newEventId: 'new-a' }]);
      expect(await priorOutcome(asked('a'))).toMatchObject({ kind: 'accepted', newEventId: 'new-a', run: id });
      await ledger.removed(['a']);
      await ledger.end(END);
      expect(await priorOutcome(asked('a'))).toMatchObject({ kind: 'accepted', newEventId: 'new-a', run: id });
    });

    it('a message by queue, id and SentTimestamp together', async ({ onTestFinished }) => {
      const { run, running, priorOutcome } = await startedLedger(engine, onTestFinished);
      const { ledger } = await run();
      await ledger.intend([attempt('a'), attempt('b', { sentAt: undefined })]);
      await ledger.settle(['a', 'b'].map((messageId) => ({ state: 'accepted', messageId, newEventId: 'n' })));
      expect((await priorOutcome(asked('a', { sentAt: SENT_AT + 1 }))).kind).toBe('new');
      expect((await priorOutcome(asked('a', { sentAt: undefined }))).kind).toBe('new');
      expect((await priorOutcome(asked('b', { sentAt: undefined }))).kind).toBe('accepted');
      const [elsewhere] = await (await running.open()).ledger.priorAttempts(`${QUEUE}-2`, [asked('a')]);
      expect(priorOutcomeOf(elsewhere ?? NO_PRIOR_ATTEMPTS).kind).toBe('new');
    });

    it('what was refused or left as not sent', async ({ onTestFinished }) => {
      const { run, priorOutcome } = await startedLedger(engine, onTestFinished);
      const { ledger } = await run();
      await ledger.intend([attempt('a'), attempt('b')]);
      await ledger.settle(
        ['a', 'b'].map((messageId) => ({ state: 'refused', messageId, code: 'ThrottlingException' })),
      );
      await ledger.settle([{ state: 'left', messageId: 'b' }]);
      expect((await priorOutcome(asked('a'))).kind).toBe('new');
      expect((await priorOutcome(asked('b'))).kind).toBe('new');
    });

    it('what is under way in another run, until that run ends or dies: then it is unknown', async ({
      onTestFinished,
    }) => {
      const { run, priorOutcome } = await startedLedger(engine, onTestFinished);
      const [one, two] = [await run(), await run()];
      await one.ledger.intend([attempt('a')]);
      await two.ledger.intend([attempt('b')]);
      expect(await priorOutcome(asked('a'))).toMatchObject({ kind: 'under-way', run: one.id });
      await one.ledger.end(END);
      expect((await priorOutcome(asked('a'))).kind).toBe('unknown');
      two.die();
      expect(await priorOutcome(asked('b'))).toMatchObject({ kind: 'unknown', run: two.id });
    });

    it('what is unknown, although a later attempt was refused, until one is accepted', async ({ onTestFinished }) => {
      const { run, priorOutcome } = await startedLedger(engine, onTestFinished);
      const one = await run();
      await one.ledger.intend([attempt('a')]);
      await one.ledger.settle([{ state: 'unknown', messageId: 'a', code: 'TimeoutError' }]);
      await one.ledger.end(END);
      const two = await run();
      await two.ledger.intend([attempt('a')]);
      await two.ledger.settle([{ state: 'refused', messageId: 'a', code: 'AccessDenied' }]);
      await two.ledger.end(END);
      expect(await priorOutcome(asked('a'))).toMatchObject({ kind: 'unknown', run: one.id });
      const three = await run();
      await three.ledger.intend([attempt('a')]);
      await three.ledger.settle([{ state: 'accepted', messageId: 'a', newEventId: 'n' }]);
      expect(await priorOutcome(asked('a'))).toMatchObject({ kind: 'accepted', run: three.id });
    });

    it('an acceptance that was written after its run was given up', async ({ onTestFinished }) => {
      const { run, priorOutcome } = await startedLedger(engine, onTestFinished);
      const one = await run();
      await one.ledger.intend([attempt('a')]);
      one.die();
      expect((await priorOutcome(asked('a'))).kind).toBe('unknown');
      await one.ledger.settle([{ state: 'accepted', messageId: 'a', newEventId: 'n' }]);
      expect((await priorOutcome(asked('a'))).kind).toBe('accepted');
    });

    it('how often an event has come back', async ({ onTestFinished }) => {
      const { running, run, priorOutcome } = await startedLedger(engine, onTestFinished);
      const { ledger } = await run();
      await ledger.intend([attempt('a')]);
      await ledger.settle([{ state: 'accepted', messageId: 'a', newEventId: 'event-2' }]);
      expect(await priorOutcome(asked('b', { eventId: 'event-2' }))).toMatchObject({ kind: 'new', returns: 1 });
      running.advance(1);
      const second = await run();
      await second.ledger.intend([attempt('b', { eventId: 'event-2', returns: 1 })]);
      await second.ledger.settle([{ state: 'accepted', messageId: 'b', newEventId: 'event-3' }]);
      expect(await priorOutcome(asked('c', { eventId: 'event-3' }))).toMatchObject({ kind: 'new', returns: 2 });
      expect((await priorOutcome(asked('a'))).returns).toBe(0);
    });

    it('which event was put on the bus since a time, and for which of its dead letters', async ({ onTestFinished }) => {
      const { run, running, priorAttempts } = await startedLedger(engine, onTestFinished);
      const { ledger } = await run();
      await ledger.intend([attempt('a')]);
      running.advance(10);
      const before = running.now();
      await ledger.settle([{ state: 'accepted', messageId: 'a', newEventId: 'event-2' }]);
      running.advance(10);
      const after = running.now();
      const back = await priorAttempts(asked('b', { eventId: 'event-2' }));
      expect([sentSince(back, before), sentSince(back, after)]).toEqual(['returned', undefined]);
      const sibling = await priorAttempts(asked('c', { eventId: 'event-of-a' }));
      expect([sentSince(sibling, before), sentSince(sibling, after)]).toEqual(['sent-for-sibling', undefined]);
    });

    it('nothing of its own run, which knows that better', async ({ onTestFinished }) => {
      const { run, priorAttempts } = await startedLedger(engine, onTestFinished);
      const { ledger } = await run();
      await ledger.intend([attempt('a')]);
      expect(await priorAttempts(asked('a'), ledger)).toEqual(NO_PRIOR_ATTEMPTS);
    });
  });
}
