import { describe, expect, it } from 'vitest';
import { deployedIntegration } from '../../../src/aws/integration.ts';
import { deployedInventory } from '../../../src/aws/inventory.ts';
import type { Pace } from '../../../src/aws/pace.ts';
import { sqsClient, sqsQueue } from '../../../src/aws/queue.ts';
import type { Session } from '../../../src/aws/session.ts';
import { stoppingWith } from '../../../src/aws/stopping.ts';
import { parseRuleArn, type RuleAddress } from '../../../src/domain/eventbridge/arn.ts';
import { answering, SILENCE } from '../../support/processes/answering.ts';

const RULE = parseRuleArn('arn:aws:events:us-east-1:123456789012:rule/put') as RuleAddress;
const SHORT = { receive: 300, release: 300, remove: 300 };
const STOPPED = { code: 'Stopped', exit: 130 };
const queueOf = (session: Session, stop: AbortSignal) =>
  sqsQueue(sqsClient(session), `${session.endpoint}/123456789012/dlq`, stoppingWith(stop, SHORT));

/** The tests' own time limits show a call that goes on until its time-out, which is eleven seconds. */
describe('while an endpoint hangs, a stop', () => {
  const serve = answering();

  it('ends looks at once', async () => {
    const session = await serve(SILENCE);
    const stop = new AbortController();
    const integration = deployedIntegration({ ...session, stop: stop.signal }, (call) => call());
    const looks = [
      queueOf(session, stop.signal).describe(),
      integration.bus(RULE),
      integration.rule(RULE),
      integration.targets(RULE),
      integration.destination({ arn: '', region: '', account: '', name: 'd' }),
      integration.connection({ arn: '', name: 'c' }),
      integration.rules(RULE),
      integration.matches('{}', '{}'),
    ];
    setTimeout(() => stop.abort(), 50);
    await Promise.all(looks.map((lookUp) => expect(lookUp).rejects.toMatchObject(STOPPED)));
  }, 5_000);

  it('ends every lookup, and all of them have one pace', async () => {
    const stop = AbortSignal.abort();
    const session = { ...(await serve(SILENCE)), stop };
    const paced: (AbortSignal | undefined)[] = [];
    const pace: Pace = (call, signal) => {
      paced.push(signal);
      return call();
    };
    const integration = deployedIntegration(session, pace);
    const inventory = deployedInventory(session, pace);
    const lookups = [
      () => integration.bus(RULE),
      () => integration.rule(RULE),
      () => integration.targets(RULE),
      () => integration.destination({ arn: '', region: '', account: '', name: 'd' }),
      () => integration.connection({ arn: '', name: 'c' }),
      () => integration.rules(RULE),
      () => integration.matches('{}', '{}'),
      () => inventory.destinations(),
      () => inventory.destination('d'),
      () => inventory.buses(),
      () => inventory.rulesInvoking('arn', 'default'),
    ];
    for (const lookup of lookups) await expect(lookup()).rejects.toMatchObject(STOPPED);
    expect(paced).toEqual(lookups.map(() => stop));
  }, 5_000);

  it('ends a wait for credentials that never come', async () => {
    const stop = new AbortController();
    const session = { ...(await serve(SILENCE)), credentials: () => new Promise<never>(() => {}) };
    const port = queueOf(session, stop.signal);
    setTimeout(() => stop.abort(), 20);
    await expect(port.describe()).rejects.toMatchObject(STOPPED);
    await expect(port.receive({ most: 10, visibilitySeconds: 30, waitSeconds: 1 })).rejects.toMatchObject(STOPPED);
  }, 5_000);

  it('ends a receive after it had time to bring what it took', async () => {
    const stop = new AbortController();
    const queue = queueOf(await serve(SILENCE), stop.signal);
    const begun = performance.now();
    stop.abort();
    await expect(queue.receive({ most: 10, visibilitySeconds: 30, waitSeconds: 1 })).rejects.toMatchObject(STOPPED);
    expect(performance.now() - begun).toBeGreaterThan(290);
  }, 5_000);

  it('is not needed to bound a delete, retries of the SDK included', async () => {
    const queue = queueOf(await serve(SILENCE), new AbortController().signal);
    expect(await queue.remove([{ messageId: 'm', receiptHandle: 'r' }])).toMatchObject([
      { kind: 'failed', messageId: 'm', retryable: true },
    ]);
  }, 5_000);

  it('bounds what hands messages back', async () => {
    const stop = new AbortController();
    stop.abort();
    const queue = queueOf(await serve(SILENCE), stop.signal);
    expect(await queue.release([{ messageId: 'm', receiptHandle: 'r' }])).toMatchObject([
      { kind: 'failed', messageId: 'm', retryable: true },
    ]);
  }, 5_000);
});

it('without a stop nothing is cut', () => {
  const { lookUp, receive, release } = stoppingWith(undefined);
  expect([lookUp, receive, release()]).toEqual([{}, {}, {}]);
});
