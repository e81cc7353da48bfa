import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { QueueDescription } from '../../../../src/app/ports.ts';
import type { RedriveEntry } from '../../../../src/app/redrive/redrive-events.ts';
import type { Examined } from '../../../../src/domain/diagnosis/examined.ts';
import { decide, inspect } from '../../../../src/domain/redrive/decide.ts';
import { count, NOTHING, type Outcome, type Tally } from '../../../../src/domain/redrive/outcome.ts';
import { DEFAULT_RATES } from '../../../../src/domain/redrive/pace.ts';
import { SAFE_ONLY } from '../../../../src/domain/repair/repair.ts';
import { listPresenter } from '../../../../src/present/list/list-presenter.ts';
import { redriveAsText } from '../../../../src/present/redrive/redrive-presenter.ts';
import { planText, resultText } from '../../../../src/present/redrive/redrive-text.ts';
import { showText } from '../../../../src/present/show/show-text.ts';
import { makeTheme } from '../../../../src/present/style/theme.ts';
import { anySample, hostileText } from '../../../support/builders/any-dead-letter.ts';
import { examined } from '../../../support/builders/examined.ts';
import { NO_PRIOR_OUTCOME } from '../../../support/fakes/no-prior-outcome.ts';

const ALSO_FIRES = [
  {
    rule: 'arn:aws:events:us-east-1:123456789012:rule/audit-trail',
    targets: ['arn:aws:sqs:us-east-1:123456789012:audit'],
    events: 3,
    certain: false,
  },
];

const WIDTHS = [60, 80, 100, 140] as const;
const NOW = Date.UTC(2026, 1, 1);

const letters = fc.array(anySample, { minLength: 1, maxLength: 12 }).map((all) => all.map((one) => examined(one)));

const queue: fc.Arbitrary<QueueDescription> = fc.record({
  url: fc.constant('https://sqs.us-east-1.amazonaws.com/1/q'),
  arn: fc.constantFrom('arn:aws:sqs:us-east-1:1:q', `arn:aws:sqs:us-east-1:1:${'long-name-'.repeat(8)}`),
  region: fc.constantFrom('us-east-1', 'ap-southeast-2'),
  visible: fc.nat(),
  inFlight: fc.nat(),
  delayed: fc.nat(),
  retentionSeconds: fc.integer({ min: 60, max: 1_209_600 }),
  visibilitySeconds: fc.nat({ max: 43_200 }),
  redrivePolicy: fc.constant(undefined),
  at: fc.constant(0),
});

const end = fc.record({
  unseen: fc.nat({ max: 1_000_000 }),
  unread: fc.nat({ max: 1_000_000 }),
  arrivedSince: fc.nat({ max: 1_000_000 }),
  stuck: fc.nat({ max: 1_000_000 }),
  interrupted: fc.boolean(),
  failure: fc.constant(undefined),
  warnings: fc.array(hostileText, { maxLength: 2 }),
});

/** No line is wider; told with the line, so that a failure shows it. */
function expectToFit(text: string, width: number): void {
  expect(text.split('\n').filter((line) => stringWidth(line) > width)).toEqual([]);
}

describe.each(WIDTHS)('within %i columns', (width) => {
  it.each([false, true])('stays the list (coloured: %s)', (colour) => {
    fc.assert(
      fc.property(letters, queue, end, fc.nat(), (all, described, ending, read) => {
        const style = {
          format: 'text',
          limit: undefined,
          raw: false,
          width,
          theme: makeTheme(colour),
          now: () => NOW,
        } as const;
        const presenter = listPresenter(style);
        presenter.head(described);
        for (const one of all) presenter.row(one);
        const [warning = ''] = ending.warnings;
        const connections = [{ name: warning, arn: '', state: warning, reason: warning }];
        const whole = { kind: 'end', read, oldestSentAt: NOW - read, assumptions: [], connections, ...ending } as const;
        expectToFit(presenter.tail(whole, false).out, width);
      }),
    );
  });

  it('stays a dead letter', () => {
    fc.assert(
      fc.property(anySample, (sample) => {
        expectToFit(showText(inspect(examined(sample)), NOW, width, makeTheme(false)), width);
      }),
    );
  });

  it.each([
    ['plan', planText],
    ['result', resultText()],
  ] as const)('stays the %s of a redrive', (_, text) => {
    fc.assert(
      fc.property(letters.chain(entriesOf), queue, end, (entries, described, ending) => {
        const presenter = redriveAsText(text, width, makeTheme(false));
        presenter.head(described);
        for (const entry of entries) presenter.row(entry);
        const tally = entries.reduce(
          (sum: Tally, { outcome, decision }) => count(sum, outcome, decision.verdict === 'send-repaired'),
          NOTHING,
        );
        const told = presenter.tail(
          {
            kind: 'end',
            run: '1125-2048-k7q',
            tally,
            allRefused: false,
            assumptions: [],
            alsoFires: ALSO_FIRES,
            rates: DEFAULT_RATES,
            millisecondsToSend: 4_000,
            unmet: [],
            ...ending,
          },
          false,
        );
        expectToFit(told.out, width);
      }),
    );
  });
});

const SENT: readonly Outcome[] = ['removed', 'sent-not-removed', 'failed', 'unknown', 'left'];

/** Each decided with every repair allowed, and ended in any way that its decision admits. */
function entriesOf(all: readonly Examined[]): fc.Arbitrary<readonly RedriveEntry[]> {
  const policy = {
    fix: true,
    repair: { ...SAFE_ONLY, prefer: 'key', ttlSeconds: 60, mapCache: new Map([['sessions', 's'.repeat(70)]]) },
    resolved: new Set(all.map(({ diagnosis }) => diagnosis.cause)),
  } as const;
  return fc.tuple(
    ...all.map((one) => {
      const decision = decide(one, policy);
      return fc.record({
        examined: fc.constant(one),
        decision: fc.constant(decision),
        outcome: decision.verdict === 'hold' ? fc.constant<Outcome>('held') : fc.constantFrom(...SENT),
        prior: fc.constant(NO_PRIOR_OUTCOME),
        newEventId: fc.constant(undefined),
        errorCode: fc.option(hostileText, { nil: undefined }),
        errorMessage: fc.option(hostileText, { nil: undefined }),
      });
    }),
  );
}
