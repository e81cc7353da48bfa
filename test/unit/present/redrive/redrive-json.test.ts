import { expect, it } from 'vitest';
import type { RedriveEntry } from '../../../../src/app/redrive/redrive-events.ts';
import { decide } from '../../../../src/domain/redrive/decide.ts';
import { SAFE_ONLY } from '../../../../src/domain/repair/repair.ts';
import { redriveEntryJson } from '../../../../src/present/redrive/redrive-json.ts';
import { examined } from '../../../support/builders/examined.ts';
import { FINE_DETAIL, momentoSaid, type Sample } from '../../../support/builders/messages.ts';
import { NO_PRIOR_OUTCOME } from '../../../support/fakes/no-prior-outcome.ts';

function entry(sample: Sample, end: Partial<RedriveEntry>): RedriveEntry {
  const one = examined(sample);
  const policy = { fix: true, repair: SAFE_ONLY, resolved: new Set<never>() };
  const decision = decide(one, policy);
  const nothing = {
    prior: NO_PRIOR_OUTCOME,
    newEventId: undefined,
    errorCode: undefined,
    errorMessage: undefined,
  };
  return { examined: one, decision, outcome: 'held', ...nothing, ...end };
}

it('names the code of a hold and the causes in the way', () => {
  const held = entry({ error: momentoSaid(404, 'Not Found', 'Cache not found') }, {});
  expect(redriveEntryJson(held)).toMatchObject({
    verdict: 'hold',
    reason: 'needs-outside-change',
    because: ['cache-not-found'],
    errorCode: null,
    errorMessage: null,
  });
});

it('keeps what the bus said apart from reasons to hold, and says why each edit was made', () => {
  const sample = { detail: { ...FINE_DETAIL, key_base64: 'dXNlcjox' } };
  const failed = entry(sample, { outcome: 'failed', errorCode: 'InvalidArgument', errorMessage: 'no such thing' });
  expect(redriveEntryJson(failed)).toMatchObject({
    verdict: 'send-repaired',
    reason: null,
    because: [],
    edits: [
      {
        path: 'detail.key_base64',
        before: '"dXNlcjox"',
        after: null,
        reason: expect.stringMatching(/./),
        kind: 'safe',
      },
    ],
    errorCode: 'InvalidArgument',
    errorMessage: 'no such thing',
  });
});
