import { expect, it } from 'vitest';
import { CAUSE_IDS, type CauseId } from '../../../../src/domain/diagnosis/catalogue.ts';
import { decide } from '../../../../src/domain/redrive/decide.ts';
import type { HoldReason } from '../../../../src/domain/redrive/decision.ts';
import { SAFE_ONLY } from '../../../../src/domain/repair/repair.ts';
import { set } from '../../../support/builders/assignments.ts';
import { type Deployment, examined } from '../../../support/builders/examined.ts';
import { deadLetter, QUEUE_TARGET_ARN, type Sample } from '../../../support/builders/messages.ts';
import { BUS_V2_RECORD, ENCRYPTED_EVENT, pipeRecord, SCHEDULED_EVENT } from '../../../support/builders/records.ts';

const EVERYTHING = ['source=a', 'detail-type=cacheSet', 'detail.cacheName=c', 'detail.key=k', 'detail.message=m'].map(
  set,
);
const ANYTHING_GOES = {
  fix: true,
  repair: { ...SAFE_ONLY, prefer: 'key', ttlSeconds: 60, set: EVERYTHING },
  resolved: new Set(CAUSE_IDS),
} as const;
const NO_RULE: Sample = { ruleArn: undefined, targetArn: undefined };
const SCHEDULE = { SCHEDULE_ARN: { dataType: 'String', text: 'arn:aws:scheduler:us-east-1:1:schedule/a/b' } };

/** What holds no event that can be put back, why it is held, and its cause. */
const NO_EVENT: readonly [string, Sample, HoldReason, CauseId, Deployment?][] = [
  ['an encrypted event', { body: ENCRYPTED_EVENT }, 'encrypted', 'event-encrypted'],
  ['one of another target', { body: ENCRYPTED_EVENT, targetArn: QUEUE_TARGET_ARN }, 'not-ours', 'other-target'],
  ['the record of a pipe', { ...NO_RULE, body: pipeRecord('KinesisBatchInfo') }, 'not-ours', 'pipe-record'],
  ['the record of a V2 bus', { ...NO_RULE, body: BUS_V2_RECORD }, 'not-ours', 'bus-v2-record'],
  ['what a schedule sends', { ...NO_RULE, body: SCHEDULED_EVENT }, 'not-ours', 'schedule-record'],
  ['a whole event, but of a schedule', { attributes: SCHEDULE }, 'not-ours', 'schedule-record'],
  ['the input of another target', { targetArn: QUEUE_TARGET_ARN, body: '"x"' }, 'not-ours', 'other-target'],
  ['a constant', { body: '"x"' }, 'incomplete', 'event-incomplete', { input: { kind: 'constant', text: '"x"' } }],
  ['what no template made', { body: 'say "x"' }, 'incomplete', 'event-incomplete'],
  [
    'what looks like an event within another document that no template made',
    { body: `{"event":${deadLetter().text}}` },
    'incomplete',
    'event-incomplete',
    { input: { kind: 'whole-event' } },
  ],
];

it.each(NO_EVENT)('%s is held, whatever the operator allows', (_, sample, reason, cause, deployment) => {
  const decision = decide(examined(sample, deployment), ANYTHING_GOES);
  expect(decision).toEqual({ verdict: 'hold', cause, edits: [], reason, because: [cause], members: [] });
});
