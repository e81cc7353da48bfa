import { describe, expect, it } from 'vitest';
import { integrationOf } from '../../../../src/domain/integration/integration.ts';
import { alarmsOf } from '../../../../src/domain/metrics/alarms.ts';
import { notesOf } from '../../../../src/domain/metrics/notes.ts';
import { alarmText } from '../../../../src/present/stats/alarm-text.ts';
import { connection, destination, integration, route, target } from '../../../support/builders/integrations.ts';
import { type SnapshotScript, snapshot } from '../../../support/builders/snapshots.ts';

const set = destination('set-destination');
const withoutQueue = integration([route('set', { target: target(set, { deadLetterArn: undefined }) })]);
const deauthorized = connection('main', { state: 'DEAUTHORIZED', reason: 'a 401' });
const inactive = destination('set-destination', { state: 'INACTIVE' });

describe('an alarm', () => {
  it.each<[string, SnapshotScript, string, RegExp]>([
    [
      'of events that did not reach the queue',
      { metrics: { 'set InvocationsFailedToBeSentToDlq': [2, 1] } },
      'lost',
      /^3 events of rule set .* gone/,
    ],
    ['of one such event', { metrics: { 'set InvocationsFailedToBeSentToDlq': [1] } }, 'lost', /^1 event of/],
    [
      'of failures without a queue',
      { integration: withoutQueue, metrics: { 'set FailedInvocations': [4] } },
      'lost',
      /^4 events .* no dead letter queue/,
    ],
    [
      'of a connection',
      { integration: integrationOf('i', [route('set')], [deauthorized]) },
      'failing',
      /main is DEAUTHORIZED \(a 401\)/,
    ],
    [
      'of a destination',
      { integration: integration([route('set', { destination: inactive })]) },
      'failing',
      /set-destination is INACTIVE/,
    ],
    [
      'of a disabled rule',
      { integration: integration([route('set', { ruleState: 'DISABLED' })]) },
      'failing',
      /Rule set is DISABLED/,
    ],
    [
      'of a rule that is gone',
      { integration: integration([route('set', { ruleState: 'MISSING' })]) },
      'failing',
      /Rule set is MISSING/,
    ],
    ['of attempts that all fail', { metrics: { 'set InvocationAttempts': [7] } }, 'failing', /None of the 7 attempts/],
    ['of retention', { metrics: { 'dlq ApproximateAgeOfOldestMessage': [345_600 - 7200] } }, 'soon', /within 3 h/],
    [
      'of retention at its end',
      { metrics: { 'dlq ApproximateAgeOfOldestMessage': [345_599] } },
      'soon',
      /within the hour/,
    ],
  ])('%s is given', (_, script, kind, text) => {
    const alarms = alarmsOf(snapshot(script));
    expect(alarms).toHaveLength(1);
    expect({ ...alarms[0], ...alarms.map(alarmText)[0] }).toMatchObject({
      level: kind,
      text: expect.stringMatching(text),
      advice: expect.stringMatching(/./),
    });
  });

  it.each<[string, SnapshotScript]>([
    ['all is well', {}],
    ['metrics may not be read', { denied: true }],
    [
      'events failed and reached the queue',
      { metrics: { 'set FailedInvocations': [4], 'set InvocationsSentToDlq': [4] } },
    ],
    [
      'some attempts succeeded',
      { metrics: { 'set InvocationAttempts': [7], 'set SuccessfulInvocationAttempts': [1] } },
    ],
    ['the state of a rule may not be read', { integration: integration([route('set', { ruleState: undefined })]) }],
    ['there is no queue to look at', { level: undefined }],
    ['nothing failed without a queue', { integration: withoutQueue }],
  ])('is not given when %s', (_, script) => {
    expect(alarmsOf(snapshot(script))).toEqual([]);
  });

  it('of a connection stands for those of its destinations', () => {
    const broken = integrationOf('i', [route('set', { destination: inactive })], [deauthorized]);
    expect(alarmsOf(snapshot({ integration: broken }))).toHaveLength(1);
  });

  it('of a loss comes first', () => {
    const levels = alarmsOf(
      snapshot({
        integration: integrationOf('i', [route('set')], [deauthorized]),
        metrics: { 'set InvocationsFailedToBeSentToDlq': [1], 'dlq ApproximateAgeOfOldestMessage': [345_599] },
      }),
    ).map(({ level }) => level);
    expect(levels).toEqual(['lost', 'failing', 'soon']);
  });
});

describe('a note', () => {
  it('says that targets of a rule are counted together', () => {
    expect(notesOf(snapshot())).toEqual([]);
    const shared = integration([route('set', { targetsOfRule: 2 }), route('set', { targetsOfRule: 2 })]);
    expect(notesOf(snapshot({ integration: shared }))).toEqual([
      expect.stringContaining('Rule set has several targets'),
    ]);
  });
});
