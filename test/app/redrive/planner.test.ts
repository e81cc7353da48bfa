import { expect, it } from 'vitest';
import { Reach } from '../../../src/app/integration/reach.ts';
import { NO_LEDGER } from '../../../src/app/ledger/no-ledger.ts';
import { Examiner } from '../../../src/app/list/examiner.ts';
import { InFlightMessages } from '../../../src/app/queue/in-flight-messages.ts';
import { OtherRules } from '../../../src/app/redrive/other-rules.ts';
import { Outcomes } from '../../../src/app/redrive/outcomes.ts';
import { Planner } from '../../../src/app/redrive/planner.ts';
import { ArrivalCheck, Preflight } from '../../../src/app/redrive/preflight.ts';
import { Recorder } from '../../../src/app/redrive/recorder.ts';
import { RuleLookups } from '../../../src/app/redrive/rule-lookups.ts';
import { Change, RunState } from '../../../src/app/redrive/run-state.ts';
import { SentRegistry } from '../../../src/app/redrive/sent-registry.ts';
import type { PlannedSend } from '../../../src/domain/redrive/planned.ts';
import { timedOut } from '../../support/builders/dead-letters.ts';
import { found } from '../../support/fakes/fake-integration.ts';
import { portsOf, REDRIVE_ALL } from '../../support/fakes/use-cases.ts';

const QUEUE_ARN = 'arn:aws:sqs:us-east-1:123456789012:dlq';

it('an event that waited and is held after all may be decided upon again', async () => {
  let state = 'ENABLED';
  const ports = portsOf({
    messages: [],
    integration: { rule: () => found({ state, pattern: '{"source":["shop.orders"]}' }) },
  });
  const { integration, clock } = ports;
  const { signal } = new AbortController();
  const rules = new RuleLookups(integration, integration, clock, new Set());
  const run = {
    ports: { ...ports, ledger: NO_LEDGER },
    request: REDRIVE_ALL,
    place: { queueArn: QUEUE_ARN, startedAt: 0 },
    signal,
    state: new RunState(signal),
    changed: new Change(),
    inFlight: new InFlightMessages(ports),
    registry: new SentRegistry(undefined),
    recorder: new Recorder(NO_LEDGER),
    outcomes: new Outcomes(
      REDRIVE_ALL.rates,
      new Map(),
      () => {},
      () => {},
    ),
    trace: () => {},
  };
  const planner = new Planner(
    run,
    new Examiner(integration, { arn: QUEUE_ARN }, []),
    new Preflight(integration, rules, clock, new Set(), new Reach(QUEUE_ARN)),
    new ArrivalCheck(rules, new Set()),
    new OtherRules(integration),
  );
  const planned = () => planner.plan([timedOut('m')]);
  const [first] = (await planned()).send as [PlannedSend];
  expect(first.decision.verdict).toBe('send');
  expect((await planned()).hold[0]?.decision).toMatchObject({ verdict: 'hold', reason: 'sent-for-sibling' });
  expect(await planner.checkAgain(first)).toBeUndefined();

  state = 'DISABLED';
  clock.advance(10_000);
  expect(await planner.checkAgain(first)).toMatchObject({ verdict: 'hold', reason: 'rule-disabled' });
  state = 'ENABLED';
  clock.advance(10_000);
  expect((await planned()).send[0]?.decision.verdict).toBe('send');
});
