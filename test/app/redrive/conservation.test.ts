import fc from 'fast-check';
import { expect, it } from 'vitest';
import { statusOfRedrive } from '../../../src/app/exit-status.ts';
import { NEXT_STEPS, type Step } from '../../../src/domain/redrive/passage.ts';
import { foreign, noCache, noKey, timedOut, twoKeys } from '../../support/builders/dead-letters.ts';
import type { RequestScript } from '../../support/fakes/fake-bus.ts';
import { HICCUP, type Refusal } from '../../support/fakes/fake-queue.ts';
import { type Ports, portsOf, redriven, type World } from '../../support/fakes/use-cases.ts';

const KINDS = [timedOut, timedOut, timedOut, twoKeys, noKey, noCache, foreign];
const THROTTLED: RequestScript = { kind: 'refused', code: 'ThrottlingException', message: '', retryable: true };
const DENIED: RequestScript = { kind: 'refused', code: 'AccessDeniedException', message: '', retryable: false };
const NOT_PERMITTED: Refusal = { code: 'AccessDenied', retryable: false };

/** An endless script of what goes wrong, drawn from a finite list that mostly says: nothing. */
function drawn<T>(fallback: T, ...faults: readonly T[]) {
  const one = fc.oneof({ weight: 6, arbitrary: fc.constant(fallback) }, fc.constantFrom(fallback, ...faults));
  return fc.array(one, { maxLength: 40 }).map((list) => {
    let at = 0;
    return (): T => list[at++] ?? fallback;
  });
}

const worlds = fc.record({
  kinds: fc.array(fc.constantFrom(...KINDS), { maxLength: 45 }),
  concurrency: fc.integer({ min: 1, max: 5 }),
  limit: fc.option(fc.integer({ min: 1, max: 50 }), { nil: undefined, freq: 4 }),
  interruptedAfter: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined, freq: 2 }),
  empty: drawn(false, true),
  twice: drawn(false, true),
  removeFails: drawn<Refusal | undefined>(undefined, HICCUP, HICCUP, HICCUP, NOT_PERMITTED),
  releaseFails: drawn<Refusal | undefined>(undefined, HICCUP),
  extendFails: drawn<Refusal | undefined>(undefined, HICCUP, NOT_PERMITTED),
  /** Milliseconds that pass while messages travel: leases last 300 seconds. */
  late: drawn(0, 100_000, 200_000, 400_000),
  /** Milliseconds that pass while the bus thinks. */
  thinks: drawn(0, 10_000, 200_000, 400_000),
  overall: fc.constantFrom(Number.POSITIVE_INFINITY, 100, 1, 0.2),
  request: drawn<RequestScript>('obey', 'lose-the-answer', 'lose-the-request', 'one-result-short', THROTTLED, DENIED),
  entry: drawn<string | undefined>(undefined, 'InternalFailure', 'ThrottlingException', 'MalformedDetail'),
});

it('no event is lost and none is accepted twice, whatever goes wrong', async () => {
  await fc.assert(
    fc.asyncProperty(
      worlds,
      async ({ kinds, concurrency, limit, interruptedAfter, request, entry, thinks, overall, ...queue }) => {
        const controller = new AbortController();
        let receives = 0;
        const world: World = {
          messages: kinds.map((make, at) => make(`message-${at}`)),
          queue: {
            ...queue,
            received: () => {
              receives += 1;
              if (receives === interruptedAfter) controller.abort();
            },
          },
          bus: {
            entry,
            request: () => {
              ports.clock.advance(thinks());
              return request();
            },
          },
        };
        const rates = { overall, byType: new Map() };
        const paths = new Map<string, Step[]>();
        const trace = (messageId: string, step: Step) => {
          paths.set(messageId, [...(paths.get(messageId) ?? []), step]);
        };
        const ports: Ports = portsOf(world);
        const { entries, end } = await redriven({ ...ports, trace }, { concurrency, limit, rates }, controller.signal);
        const { tally } = end;
        const idsWith = (...wanted: readonly string[]) =>
          entries.filter(({ outcome }) => wanted.includes(outcome)).map((one) => one.examined.deadLetter.messageId);
        const accepted = new Set(ports.bus.accepted);
        const still = new Set([...ports.queue.visible, ...ports.queue.hidden]);

        // Never lost: what is gone was accepted; what is not gone is still there.
        for (const messageId of ports.queue.removed) expect(accepted).toContain(messageId);
        expect(ports.queue.removed.length + still.size).toBe(kinds.length);
        // Never twice.
        expect(accepted.size).toBe(ports.bus.accepted.length);
        // Every selected message has exactly one outcome, and the totals say so.
        expect(new Set(idsWith('removed', 'sent-not-removed', 'held', 'failed', 'unknown', 'left')).size).toBe(
          tally.selected,
        );
        const { removed, sentNotRemoved, held, failed, unknown, left } = tally;
        expect(removed + sentNotRemoved + held + failed + unknown + left).toBe(tally.selected);
        expect(entries).toHaveLength(tally.selected);
        expect(tally.selected).toBeLessThanOrEqual(Math.min(tally.received, limit ?? Number.POSITIVE_INFINITY));
        // What is said is true.
        // One that SQS delivers again after its delete, and that cannot be deleted then, stays hidden and ends the run.
        const cameAgain = end.failure?.code === NOT_PERMITTED.code ? ports.queue.hidden : [];
        for (const messageId of idsWith('removed')) {
          expect([...ports.queue.removed, ...cameAgain]).toContain(messageId);
        }
        for (const messageId of idsWith('sent-not-removed')) expect(accepted).toContain(messageId);
        for (const messageId of idsWith('held', 'failed', 'left')) expect(accepted).not.toContain(messageId);
        for (const messageId of idsWith('held', 'failed', 'left', 'unknown')) expect(still).toContain(messageId);
        // What the bus has or may have, and the queue too, was not handed back; everything else is visible again.
        for (const messageId of idsWith('sent-not-removed', 'unknown'))
          expect(ports.queue.handedBack).not.toContain(messageId);
        expect(ports.queue.hidden.length).toBeLessThanOrEqual(sentNotRemoved + unknown + end.stuck + cameAgain.length);
        // Each message went its way through the diagram, to its outcome; what was not selected was received and no more.
        for (const [messageId, [first, ...rest]] of paths) {
          expect(first, messageId).toBe('received');
          let at: Step = 'received';
          for (const next of rest) {
            expect(NEXT_STEPS[at], `${messageId}: ${at} → ${next}`).toContain(next);
            at = next;
          }
        }
        const ends = [...paths].flatMap(([messageId, steps]) => (steps.length > 1 ? [[messageId, steps.at(-1)]] : []));
        expect(new Map(ends as [string, Step][])).toEqual(
          new Map(entries.map(({ examined, outcome }) => [examined.deadLetter.messageId, outcome])),
        );
        if (sentNotRemoved + failed + unknown + left + held > 0) expect(statusOfRedrive(end, false)).not.toBe(0);
      },
    ),
    { numRuns: 400 },
  );
});
