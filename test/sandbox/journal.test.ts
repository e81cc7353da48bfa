import { describe, expect, it } from 'vitest';
import { exhaustionOf } from '../../src/sandbox/eventbridge/retry-schedule.ts';
import { createJournal } from '../../src/sandbox/journal.ts';

describe('the journal', () => {
  it('holds a hundred thousand events and finds each', () => {
    const journal = createJournal();
    for (let index = 0; index < 100_000; index += 1) {
      const eventId = `event-${index}`;
      journal.accepted({
        eventId,
        putAt: index,
        bus: 'default',
        source: 's',
        detailType: 't',
        detail: '{}',
        matchedRules: [],
      });
      journal.delivered(eventId, { ruleArn: 'r', targetArn: 't', outcome: 'delivered', attempts: 1 });
    }
    expect(journal.events()).toHaveLength(100_000);
    expect(journal.event('event-99999')?.deliveries).toHaveLength(1);
    expect(journal.event('__proto__')).toBeUndefined();
  });
});

describe('retrying ends', () => {
  it.each([
    [{ maximumAttempts: 185, maximumAgeSeconds: 86_400 }, 460, 'MaximumRetryAttempts', 185],
    [{ maximumAttempts: 185, maximumAgeSeconds: 86_400 }, 715, 'MaximumEventAgeInSeconds', 129],
    [{ maximumAttempts: 0, maximumAgeSeconds: 86_400 }, 460, 'MaximumRetryAttempts', 0],
    [{ maximumAttempts: 185, maximumAgeSeconds: 60 }, 460, 'MaximumEventAgeInSeconds', 5],
    [{ maximumAttempts: 185, maximumAgeSeconds: 63 }, 460, 'MaximumEventAgeInSeconds', 6],
  ] as const)('with %j and pauses of at most %d s by %s after %d retries', (policy, pause, condition, retries) => {
    expect(exhaustionOf(policy, pause)).toEqual({ condition, retries });
  });
});
