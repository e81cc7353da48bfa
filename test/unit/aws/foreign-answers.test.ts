import { describe, expect, it } from 'vitest';
import { queueFinder } from '../../../src/aws/find-queue.ts';
import { deployedIntegration } from '../../../src/aws/integration.ts';
import { deployedInventory } from '../../../src/aws/inventory.ts';
import { cloudWatchMetrics } from '../../../src/aws/metrics.ts';
import { sqsClient, sqsLevel, sqsQueue } from '../../../src/aws/queue.ts';
import type { Session } from '../../../src/aws/session.ts';
import { parseRuleArn, type RuleAddress } from '../../../src/domain/eventbridge/arn.ts';
import { windowOf } from '../../../src/domain/metrics/range.ts';
import { answering, awsAnswer, json, page, type Reply, written } from '../../support/processes/answering.ts';

const RULE = parseRuleArn('arn:aws:events:us-east-1:123456789012:rule/put') as RuleAddress;
const HANDLE = { messageId: 'm', receiptHandle: 'r' };

/** Bodies that AWS does not write, for any status. */
const BODIES: readonly [string, (status: number) => Reply][] = [
  ['a page', page],
  ['foreign JSON', (status) => json(status, { message: 'Forbidden' })],
  ['foreign JSON with the members of AWS', (status) => json(status, { Successful: [{ Id: '0' }], Messages: [] })],
  ['a name of AWS in foreign JSON', (status) => json(status, { __type: 'AccessDeniedException' })],
  ['nothing', (status) => written(status, 'application/x-amz-json-1.0', '')],
  ['a list', (status) => awsAnswer(status, [])],
  ['XML', (status) => written(status, 'text/xml', '<html><body>Log in</body></html>')],
];
// What the SDK retries is left out, because its pauses would make the test slow.
const CASES = [200, 204, 302, 400, 403, 404, 408, 499].flatMap((status) =>
  BODIES.map(([what, body]) => [status, what, body(status)] as const),
);

describe.each(CASES)('status %i with %s', (status, _, reply) => {
  const serve = answering();
  const queueOf = (session: Session) => sqsQueue(sqsClient(session), `${session.endpoint}/123456789012/dlq`);
  const foreign = { exit: 4, code: `HTTP${status}`, message: expect.stringContaining('Something other than AWS') };

  it('is no success of a delete, a release or an extension, and no refusal either', async () => {
    const port = queueOf(await serve(reply));
    const failed = [{ kind: 'failed', messageId: 'm', code: `HTTP${status}`, retryable: true }];
    expect(await port.remove([HANDLE])).toEqual(failed);
    expect(await port.release([HANDLE])).toEqual(failed);
    expect(await port.extend([HANDLE], 30)).toEqual(failed);
  });

  it('is no empty queue', async () => {
    const port = queueOf(await serve(reply));
    await expect(port.receive({ most: 10, visibilitySeconds: 30, waitSeconds: 0 })).rejects.toMatchObject(foreign);
    await expect(port.describe()).rejects.toMatchObject(foreign);
  });

  it('is no missing permission and nothing missing', async () => {
    const session = await serve(reply);
    const integration = deployedIntegration(session, (call) => call());
    const inventory = deployedInventory(session, (call) => call());
    const client = sqsClient(session);
    const window = windowOf('15m', Date.UTC(2026, 0, 31, 12));
    const query = { id: 'a', namespace: 'n', metric: 'm', dimensions: {}, statistic: 'Sum' } as const;
    const lookups = [
      integration.rule(RULE),
      integration.targets(RULE),
      integration.matches('{}', '{}'),
      inventory.destinations(),
      inventory.stack('s'),
      queueFinder(session, client).find({ kind: 'name', name: 'dlq' }),
      queueFinder(session, client).urlInStack('s'),
      sqsLevel(client, 'http://127.0.0.1/q').level(),
      cloudWatchMetrics(session).read([query], window),
    ];
    for (const lookup of await Promise.allSettled(lookups)) {
      expect(lookup).toMatchObject({ status: 'rejected', reason: foreign });
    }
  });
});

describe('a batch that was answered', () => {
  const serve = answering();
  const handles = ['a', 'b', 'c'].map((messageId) => ({ messageId, receiptHandle: messageId }));
  const remove = async (answer: object) => {
    const session = await serve(awsAnswer(200, answer));
    return sqsQueue(sqsClient(session), `${session.endpoint}/123456789012/dlq`).remove(handles);
  };

  it('is done only for entries that the answer names, and only names as done', async () => {
    const answer = {
      Successful: [{ Id: '0' }, { Id: '1' }, { Id: 2 }, null, 'x'],
      Failed: [null, { Id: '1', Code: 'ReceiptHandleIsInvalid', SenderFault: true }],
    };
    expect(await remove(answer)).toEqual([
      { kind: 'done', messageId: 'a' },
      { kind: 'failed', messageId: 'b', code: 'ReceiptHandleIsInvalid', retryable: true },
      { kind: 'failed', messageId: 'c', code: 'NoAnswer', retryable: true },
    ]);
  });

  it.each([{}, { Successful: 'all' }, { Successful: { 0: { Id: '0' } } }, { Failed: 7 }])(
    'is done for nothing with %j',
    async (answer) => {
      for (const outcome of await remove(answer)) expect(outcome).toMatchObject({ kind: 'failed', retryable: true });
    },
  );
});
