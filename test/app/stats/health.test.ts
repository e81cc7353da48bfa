import { describe, expect, it } from 'vitest';
import { statusOfStats } from '../../../src/app/exit-status.ts';
import { ALARM_LEVELS, type AlarmLevel } from '../../../src/domain/metrics/alarms.ts';
import { statsJson } from '../../../src/present/stats/stats-json.ts';
import { type SnapshotScript, snapshot } from '../../support/builders/snapshots.ts';

const LOST = { 'set InvocationsFailedToBeSentToDlq': [1] };
const FAILING = { 'set InvocationAttempts': [7] };
const SOON = { 'dlq ApproximateAgeOfOldestMessage': [345_599] };

describe('the status of a health check', () => {
  it.each<[string, SnapshotScript, readonly AlarmLevel[], number]>([
    ['without alarms is 0', {}, ALARM_LEVELS, 0],
    ['with an alarm that nobody asked about is 0', { metrics: LOST }, [], 0],
    ['with an alarm of another level is 0', { metrics: LOST }, ['failing', 'soon'], 0],
    ['of lost events is 3', { metrics: LOST }, ['lost'], 3],
    ['of failing deliveries is 3', { metrics: FAILING }, ['failing'], 3],
    ['of events that expire soon is 3', { metrics: { ...SOON, ...LOST } }, ['soon'], 3],
    ['of metrics that could not be read is 3, whatever was asked', { denied: true, warnings: ['AccessDenied'] }, [], 3],
  ])('%s', (_, script, levels, status) => {
    expect(statusOfStats(snapshot(script), new Set(levels))).toBe(status);
  });
});

it('the JSON of a report has its alarms, with codes and with words', () => {
  const { alarms } = JSON.parse(statsJson(snapshot({ metrics: { ...SOON, ...LOST } })));
  expect(alarms).toEqual([
    {
      level: 'lost',
      kind: 'queue-not-reached',
      text: expect.stringContaining('they are gone'),
      advice: expect.stringContaining('sqs:SendMessage'),
    },
    {
      level: 'soon',
      kind: 'expires-soon',
      text: expect.stringContaining('within the hour'),
      advice: expect.anything(),
    },
  ]);
  expect(JSON.parse(statsJson(snapshot())).alarms).toEqual([]);
});
