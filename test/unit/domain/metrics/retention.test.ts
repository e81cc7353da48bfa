import { describe, expect, it } from 'vitest';
import { queueFacts } from '../../../../src/dashboard/view/panels/queue.tsx';
import { alarmsOf } from '../../../../src/domain/metrics/alarms.ts';
import { expiryOf, isSoon } from '../../../../src/domain/metrics/retention.ts';
import { makeTheme } from '../../../../src/present/style/theme.ts';
import { level, snapshot } from '../../../support/builders/snapshots.ts';

const RETENTION = 345_600;
const DAY = 86_400;
const PLAIN = makeTheme(false);

/** A snapshot whose oldest message has that much time left. */
const leaving = (secondsLeft: number) =>
  snapshot({ metrics: { 'dlq ApproximateAgeOfOldestMessage': [RETENTION - secondsLeft] } });

describe('the retention of the oldest message', () => {
  it.each([
    [DAY - 1, true],
    [DAY, true],
    [DAY + 1, false],
  ])('with %i s left is soon: %s, for the alarm and for the dashboard alike', (secondsLeft, soon) => {
    const now = leaving(secondsLeft);
    const { queue } = now;
    if (queue === null) throw new Error('no queue');
    expect(isSoon(secondsLeft)).toBe(soon);
    expect(expiryOf(queue)).toEqual({ oldestAgeSeconds: RETENTION - secondsLeft, secondsLeft, isSoon: soon });
    expect(alarmsOf(now).map(({ kind }) => kind)).toEqual(soon ? ['expires-soon'] : []);
    const bad = { ...PLAIN, bad: (text: string) => `!${text}` };
    const painted = queueFacts(queue, null, null, now.window, bad)
      .flat()
      .flatMap((piece) => (typeof piece === 'string' ? [] : [piece[1](piece[0])]))
      .filter((text) => text.startsWith('!'));
    expect(painted).toEqual(soon ? [expect.stringMatching(/^!deleted by SQS in at most /)] : []);
  });

  it('is unknown where the age is', () => {
    const { queue } = snapshot();
    expect(queue && expiryOf(queue)).toBeNull();
    const { queue: empty } = snapshot({
      level: level({ visible: 0 }),
      metrics: { 'dlq ApproximateAgeOfOldestMessage': [9] },
    });
    expect(empty && expiryOf(empty)).toBeNull();
  });
});
