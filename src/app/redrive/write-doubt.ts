import { memoryOf } from '../../domain/history/memory.ts';
import { attemptOf, type Known } from './known.ts';
import type { Recorder } from './recorder.ts';

/**
 * Writes down as unknown what an earlier run sent and a look now speaks against; of anything else nothing. Once the rule is
 * enabled again the next run must not delete it, and so a plan does it too: `begin` opens its run. A process that dies before
 * leaves it as it was, to be looked at again.
 */
export async function writeDoubt(recorder: Recorder, begin: () => Promise<void>, known: Known): Promise<void> {
  const { decision, facts } = known;
  if (decision.verdict !== 'hold' || decision.reason !== 'sent-doubted') return;
  await begin();
  const { newEventId, unconfirmedSince } = memoryOf(facts);
  const { cause, because } = decision;
  const sent = { verdict: 'remove-only', cause, edits: [], newEventId, unconfirmedSince } as const;
  for (const messageId of await recorder.intend([attemptOf({ ...known, decision: sent })])) {
    await recorder.settle([{ state: 'doubted', messageId, code: because.join(' ') }]);
  }
}
