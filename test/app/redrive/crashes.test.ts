import fc from 'fast-check';
import { expect, it } from 'vitest';
import { redrive } from '../../../src/app/redrive/redrive.ts';
import type { RedriveEntry } from '../../../src/app/redrive/redrive-events.ts';
import { NO_PRIOR_ATTEMPTS, priorOutcomeOf } from '../../../src/domain/history/prior-attempts.ts';
import type { UnknownPolicy } from '../../../src/domain/redrive/decide-knowing.ts';
import { foreign, noKey, published, timedOut, timedOutAlone, twoKeys } from '../../support/builders/dead-letters.ts';
import type { RequestScript } from '../../support/fakes/fake-bus.ts';
import { HICCUP } from '../../support/fakes/fake-queue.ts';
import { IN_MEMORY, type LedgerEngine, SQLITE } from '../../support/fakes/ledger-engines.ts';
import { type Death, mortal, ProcessDied } from '../../support/fakes/mortal.ts';
import { portsOf, REDRIVE_ALL } from '../../support/fakes/use-cases.ts';

const KINDS = { timedOut, timedOutAlone, twoKeys, published, noKey, foreign };
const SENDABLE: ReadonlySet<string> = new Set(['timedOut', 'timedOutAlone', 'twoKeys', 'published']);
const LEASE_MS = 300_000;
const QUEUE_ARN = 'arn:aws:sqs:us-east-1:123456789012:dlq';

/** Any of a list that mostly says nothing, drawn once for each question. */
function drawn<T>(fallback: T, ...faults: readonly T[]) {
  const one = fc.oneof({ weight: 8, arbitrary: fc.constant(fallback) }, fc.constantFrom(fallback, ...faults));
  return fc.array(one, { maxLength: 30 }).map((list) => {
    let at = 0;
    return (): T => list[at++] ?? fallback;
  });
}

const death: fc.Arbitrary<Death> = fc.record({
  atCall: fc.integer({ min: 1, max: 40 }),
  when: fc.constantFrom('before', 'after'),
});

const worlds = fc.record({
  kinds: fc.array(fc.constantFrom(...(Object.keys(KINDS) as (keyof typeof KINDS)[])), { minLength: 1, maxLength: 25 }),
  deaths: fc.array(death, { minLength: 1, maxLength: 4 }),
  concurrency: fc.integer({ min: 1, max: 3 }),
  unknown: fc.constantFrom<UnknownPolicy>('resend', 'hold', 'resend-if-harmless'),
  request: drawn<RequestScript>('obey', 'lose-the-answer', 'lose-the-request', {
    kind: 'refused',
    code: 'ThrottlingException',
    message: '',
    retryable: true,
  }),
  entry: drawn<string | undefined>(undefined, 'InternalFailure', 'MalformedDetail'),
  removeFails: drawn(undefined, HICCUP),
});

it.each<[LedgerEngine, number]>([
  [IN_MEMORY, 300],
  [SQLITE, 25],
])(
  'whenever processes die, nothing is lost and nothing doubled but what $name calls unknown',
  async (engine, numRuns) => {
    await fc.assert(
      fc.asyncProperty(worlds, async ({ kinds, deaths, concurrency, unknown, request, entry, removeFails }) => {
        const hooks: (() => void)[] = [];
        const messages = kinds.map((kind, at) => KINDS[kind](`${kind}-${at}`));
        const world = portsOf({ messages, queue: { removeFails }, bus: { request, entry } });
        const ledger = await engine.start(
          () => world.clock.now(),
          (hook) => hooks.push(hook),
        );
        const wereUnknown = new Set<string>();

        /** One process, from its start to its end or its death; then all leases lapse. */
        const process = async (
          dies: Death | undefined,
        ): Promise<{ readonly entries: readonly RedriveEntry[]; readonly isWhole: boolean }> => {
          const opened = await ledger.open();
          const asked = messages.map(({ messageId, sentAt }) => {
            return { messageId, sentAt, eventId: undefined, place: undefined, eventTime: undefined };
          });
          const prior = await opened.ledger.priorAttempts(QUEUE_ARN, asked);
          for (const [at, { messageId }] of messages.entries()) {
            if (priorOutcomeOf(prior[at] ?? NO_PRIOR_ATTEMPTS).kind === 'unknown') wereUnknown.add(messageId);
          }
          const ports = mortal({ ...world, ledger: opened.ledger }, dies, opened.die);
          const entries: RedriveEntry[] = [];
          let isWhole = false;
          try {
            const run = redrive(ports, { ...REDRIVE_ALL, concurrency, unknown }, new AbortController().signal);
            for await (const event of run) {
              if (event.kind === 'entry') entries.push(event.entry);
              if (event.kind === 'end') isWhole = event.failure === undefined;
            }
          } catch (error) {
            if (!(error instanceof ProcessDied)) throw error;
          }
          // What was on the wire when it died arrives all the same, before the next process begins.
          await new Promise((resolve) => setImmediate(resolve));
          world.clock.advance(LEASE_MS + 1);
          return { entries, isWhole };
        };

        for (const dies of deaths) await process(dies);
        const { entries: last, isWhole } = await process(undefined);

        const counts = new Map<string, number>();
        for (const messageId of world.bus.accepted) counts.set(messageId, (counts.get(messageId) ?? 0) + 1);
        const still = new Set([...world.queue.visible, ...world.queue.hidden]);
        // Nothing is lost: what is gone from the queue was accepted.
        for (const { messageId } of messages) expect(still.has(messageId) || counts.has(messageId)).toBe(true);
        // Nothing is doubled but what a process found as unknown before it sent it again.
        for (const [messageId, count] of counts) if (count > 1) expect(wereUnknown).toContain(messageId);
        if (unknown === 'hold') expect([...counts.values()].filter((count) => count > 1)).toEqual([]);
        if (unknown === 'resend-if-harmless') {
          for (const [messageId, count] of counts) if (messageId.startsWith('published')) expect(count).toBe(1);
        }
        // The last process, which lived, has said of each what became of it, and said the truth.
        for (const { examined, outcome, decision } of last) {
          const { messageId } = examined.deadLetter;
          expect(['removed', 'removed-only'].includes(outcome)).toBe(!still.has(messageId));
          if (outcome === 'removed-only') expect(counts.has(messageId)).toBe(true);
          if (decision.verdict === 'hold' && decision.reason === 'unknown-before')
            expect(wereUnknown).toContain(messageId);
        }
        const told = new Set(last.map(({ examined }) => examined.deadLetter.messageId));
        // One that a failure ended has not read everything.
        if (isWhole) for (const messageId of still) expect(told).toContain(messageId);
        for (const { messageId } of messages) {
          const kind = messageId.split('-')[0] ?? '';
          if (!SENDABLE.has(kind)) expect(still).toContain(messageId);
        }
        for (const hook of hooks) hook();
      }),
      { numRuns },
    );
  },
);
