import { expect, it } from 'vitest';
import { depthDelta, destinationDelta } from '../../../../src/domain/metrics/deltas.ts';
import { mapCounts, RULE_FIGURES } from '../../../../src/domain/metrics/figures.ts';
import { level, NOW, snapshot } from '../../../support/builders/snapshots.ts';

const all = (value: number | null) => mapCounts(RULE_FIGURES, () => value);
const UNKNOWN = all(null);

it('a delta is what came since the last look', () => {
  const before = snapshot({ metrics: { 'set Invocations': [5, 2] } });
  const now = snapshot({ at: NOW + 60_000, metrics: { 'set Invocations': [5, 4, 3], 'set FailedInvocations': [1] } });
  const [set, other] = now.destinations;
  expect(set && destinationDelta(before, now, set)).toEqual({
    ...all(0),
    invocations: 5,
    failed: 1,
  });
  expect(other && destinationDelta(before, now, other)).toMatchObject({ invocations: 0 });
});

it('a delta is unknown at the first look, and for another range', () => {
  const now = snapshot({ metrics: { 'set Invocations': [5] } });
  const [set] = now.destinations;
  expect(set && destinationDelta(undefined, now, set)).toEqual(UNKNOWN);
  expect(set && destinationDelta(snapshot({ range: '1d' }), now, set)).toEqual(UNKNOWN);
});

it('the queue is fuller or emptier than it was', () => {
  const now = snapshot({ level: level({ visible: 7 }) });
  expect(depthDelta(snapshot(), now)).toBe(-3);
  expect(depthDelta(undefined, now)).toBeNull();
  expect(depthDelta(snapshot({ level: undefined }), now)).toBeNull();
});
