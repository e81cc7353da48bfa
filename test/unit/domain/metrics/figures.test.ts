import { describe, expect, it } from 'vitest';
import { ruleAddress } from '../../../../src/domain/eventbridge/arn.ts';
import { snapshotQueries } from '../../../../src/domain/metrics/snapshot.ts';
import { DLQ_URL, HOME, integration, route } from '../../../support/builders/integrations.ts';
import { snapshot } from '../../../support/builders/snapshots.ts';

describe('the queries of a snapshot', () => {
  const onBus = ruleAddress(HOME, 'shop', 'publish');
  if (onBus === undefined) throw new Error('no address');
  const subject = integration([route('set'), route('publish', { rule: onBus })]);
  const queries = snapshotQueries(subject, DLQ_URL);

  it('have ids that CloudWatch takes, each once', () => {
    expect(new Set(queries.map(({ id }) => id)).size).toBe(queries.length);
    for (const { id } of queries) expect(id).toMatch(/^[a-z][a-zA-Z0-9_]{0,254}$/);
  });

  it('name a rule on the default bus by its name alone, one on another bus by both', () => {
    const rules = queries.filter(({ metric }) => metric === 'Invocations').map(({ dimensions }) => dimensions);
    expect(rules).toEqual([{ RuleName: 'set' }, { EventBusName: 'shop', RuleName: 'publish' }]);
  });

  it('ask for the queue by its name and for the account by nothing', () => {
    const sent = queries.find(({ metric }) => metric === 'NumberOfMessagesSent');
    expect(sent).toMatchObject({ namespace: 'AWS/SQS', dimensions: { QueueName: 'dlq' }, statistic: 'Sum' });
    const put = queries.find(({ metric }) => metric === 'PutEventsEntriesCount');
    expect(put).toMatchObject({ namespace: 'AWS/Events', dimensions: {}, statistic: 'Sum' });
  });

  it('leave out the queue where there is none, and fit into one request for three dozen rules', () => {
    expect(snapshotQueries(subject, undefined).some(({ namespace }) => namespace === 'AWS/SQS')).toBe(false);
    const many = integration(Array.from({ length: 40 }, (_, at) => route(`rule-${at}`)));
    expect(snapshotQueries(many, DLQ_URL).length).toBeLessThanOrEqual(500);
  });
});

describe('the delivered ratio', () => {
  it.each([
    ['only failures have ended', { 'set FailedInvocations': [3] }, 0],
    ['everything arrived', { 'set SuccessfulInvocationAttempts': [3] }, 1],
    ['events are still retried', { 'set InvocationAttempts': [9], 'set RetryInvocationAttempts': [8] }, null],
  ])('where %s', (_, metrics, expected) => {
    expect(snapshot({ metrics }).destinations[0]?.deliveredRatio).toBe(expected);
  });
});

describe('what CloudWatch did not answer', () => {
  it('is 0 for a count and no data for everything else', () => {
    const [set] = snapshot().destinations;
    expect(set).toMatchObject({
      invocations: 0,
      failed: 0,
      failedToReachDlq: 0,
      successRatio: null,
      deliveredRatio: null,
    });
    expect(set?.latencyMs).toEqual({ p50: null, p99: null });
    expect(snapshot().queue).toMatchObject({ sent: 0, arrivalsPerMinute: 0, oldestAgeSeconds: null });
    expect(snapshot().queue?.series.visible.every((value) => value === null)).toBe(true);
  });

  it('is no data at all where it may not be read', () => {
    const denied = snapshot({ denied: true });
    expect(denied.destinations[0]).toMatchObject({
      invocations: null,
      failedToReachDlq: null,
      successRatio: null,
      deliveredRatio: null,
    });
    expect(denied.queue).toMatchObject({ sent: null, arrivalsPerMinute: null, secondsToDrain: null });
    expect(denied.queue?.level.visible).toBe(10);
    expect(denied.account).toMatchObject({ entries: null, calls: null });
  });
});

describe('the figures of a destination', () => {
  it('are totals, a ratio, the usual latency and the worst', () => {
    const { destinations, account } = snapshot({
      metrics: {
        'set Invocations': [4, 6],
        'set InvocationAttempts': [5, 7],
        'set SuccessfulInvocationAttempts': [3, 6],
        'set RetryInvocationAttempts': [1, 1],
        'set FailedInvocations': [1],
        'set InvocationsSentToDlq': [1],
        'set p50': [20, 30],
        'set p99': [900, 40],
        'account PutEventsEntriesCount': [10, 2],
      },
    });
    expect(destinations[0]).toMatchObject({
      invocations: 10,
      attempts: 12,
      succeeded: 9,
      retries: 2,
      failed: 1,
      sentToDlq: 1,
      failedToReachDlq: 0,
      successRatio: 0.75,
      deliveredRatio: 0.9,
      latencyMs: { p50: 30, p99: 900 },
    });
    expect(destinations[1]).toMatchObject({ invocations: 0 });
    expect(account.entries).toBe(12);
  });
});
