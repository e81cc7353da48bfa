import { expect, it } from 'vitest';
import { Arrival } from '../../src/app/arrival.ts';
import { Decider } from '../../src/app/decider.ts';
import { Examiner } from '../../src/app/examine.ts';
import type { Prepared } from '../../src/app/known.ts';
import { NO_LEDGER } from '../../src/app/no-ledger.ts';
import { OnTheBus } from '../../src/app/on-the-bus.ts';
import { OtherRules } from '../../src/app/other-rules.ts';
import { Preflight } from '../../src/app/preflight.ts';
import { RuleLooks } from '../../src/app/rule-looks.ts';
import { timedOut } from '../support/dead-letters.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { FakeIntegration, found } from '../support/fake-integration.ts';
import { REDRIVE_ALL } from '../support/use-cases.ts';

const QUEUE_ARN = 'arn:aws:sqs:us-east-1:123456789012:dlq';

it('an event that waited and is held after all may be decided upon again', async () => {
  const clock = new FakeClock();
  let state = 'ENABLED';
  const integration = new FakeIntegration({
    rule: () => found({ state, pattern: '{"source":["shop.orders"]}' }),
  });
  const rules = new RuleLooks(integration, integration, clock, new Set());
  const decider = new Decider({
    request: REDRIVE_ALL,
    place: { queueArn: QUEUE_ARN, startedAt: 0 },
    ledger: NO_LEDGER,
    preflight: new Preflight({ integration, rules, clock, forced: new Set(), queueArn: QUEUE_ARN }),
    arrival: new Arrival(rules, new Set()),
    onTheBus: new OnTheBus(undefined),
    otherRules: new OtherRules(integration),
    clock,
  });
  const examined = await new Examiner(integration, { arn: QUEUE_ARN }, []).examine(timedOut('m'));
  const decided = async () => {
    const [known] = await decider.know([examined]);
    if (known === undefined) throw new Error('not known');
    return { ...known, decision: await decider.decide(known), rule: examined.deadLetter.rule } as Prepared;
  };
  const prepared = await decided();
  expect(prepared.decision.verdict).toBe('send');
  expect((await decided()).decision).toMatchObject({ verdict: 'hold', reason: 'sent-for-sibling' });
  expect(await decider.lookAgain(prepared)).toBeUndefined();

  state = 'DISABLED';
  clock.advance(10_000);
  expect(await decider.lookAgain(prepared)).toMatchObject({ verdict: 'hold', reason: 'rule-disabled' });
  state = 'ENABLED';
  clock.advance(10_000);
  expect((await decided()).decision.verdict).toBe('send');
});
