import { expect, it } from 'vitest';
import { NO_LEDGER } from '../../../src/app/ledger/no-ledger.ts';
import { Examiner } from '../../../src/app/list/examiner.ts';
import { Arrival } from '../../../src/app/redrive/arrival.ts';
import type { Prepared } from '../../../src/app/redrive/known.ts';
import { OtherRules } from '../../../src/app/redrive/other-rules.ts';
import { Planner } from '../../../src/app/redrive/planner.ts';
import { Preflight } from '../../../src/app/redrive/preflight.ts';
import { RuleLookups } from '../../../src/app/redrive/rule-lookups.ts';
import { SentRegistry } from '../../../src/app/redrive/sent-registry.ts';
import { timedOut } from '../../support/builders/dead-letters.ts';
import { FakeClock } from '../../support/fakes/fake-clock.ts';
import { FakeIntegration, found } from '../../support/fakes/fake-integration.ts';
import { REDRIVE_ALL } from '../../support/fakes/use-cases.ts';

const QUEUE_ARN = 'arn:aws:sqs:us-east-1:123456789012:dlq';

it('an event that waited and is held after all may be decided upon again', async () => {
  const clock = new FakeClock();
  let state = 'ENABLED';
  const integration = new FakeIntegration({
    rule: () => found({ state, pattern: '{"source":["shop.orders"]}' }),
  });
  const rules = new RuleLookups(integration, integration, clock, new Set());
  const planner = new Planner({
    request: REDRIVE_ALL,
    place: { queueArn: QUEUE_ARN, startedAt: 0 },
    ledger: NO_LEDGER,
    preflight: new Preflight({ integration, rules, clock, forced: new Set(), queueArn: QUEUE_ARN }),
    arrival: new Arrival(rules, new Set()),
    sentRegistry: new SentRegistry(undefined),
    otherRules: new OtherRules(integration),
    clock,
  });
  const examined = await new Examiner(integration, { arn: QUEUE_ARN }, []).examine(timedOut('m'));
  const decided = async () => {
    const [known] = await planner.know([examined]);
    if (known === undefined) throw new Error('not known');
    return { ...known, decision: await planner.decide(known), rule: examined.deadLetter.rule } as Prepared;
  };
  const prepared = await decided();
  expect(prepared.decision.verdict).toBe('send');
  expect((await decided()).decision).toMatchObject({ verdict: 'hold', reason: 'sent-for-sibling' });
  expect(await planner.lookAgain(prepared)).toBeUndefined();

  state = 'DISABLED';
  clock.advance(10_000);
  expect(await planner.lookAgain(prepared)).toMatchObject({ verdict: 'hold', reason: 'rule-disabled' });
  state = 'ENABLED';
  clock.advance(10_000);
  expect((await decided()).decision.verdict).toBe('send');
});
