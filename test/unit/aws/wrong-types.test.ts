import { hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deployedIntegration } from '../../../src/aws/integration.ts';
import { deployedInventory } from '../../../src/aws/inventory.ts';
import { sqsClient, sqsQueue } from '../../../src/aws/queue.ts';
import { cloudFormationClient, stackResources } from '../../../src/aws/stack-resources.ts';
import { parseRuleArn, type RuleAddress } from '../../../src/domain/eventbridge/arn.ts';
import { answering, awsAnswer, type Reply, written } from '../../support/processes/answering.ts';

const RULE = parseRuleArn('arn:aws:events:us-east-1:123456789012:rule/put') as RuleAddress;
const message = (id: string, more: object = {}) => ({
  MessageId: id,
  ReceiptHandle: `receipt-${id}`,
  Body: id,
  MD5OfBody: hash('md5', id),
  ...more,
});

describe('a receive', () => {
  const serve = answering();
  const queueWith = async (answer: object) => {
    const session = await serve(awsAnswer(200, answer));
    return sqsQueue(sqsClient(session), `${session.endpoint}/123456789012/dlq`);
  };
  const receive = { most: 10, visibilitySeconds: 30, waitSeconds: 0 };

  it.each<[string, object, RegExp]>([
    ['a body that was changed', { Body: 'other' }, /The message bad .* MD5/],
    ['a body that is a number', { Body: 7 }, /The message bad .* MD5/],
    ['no MD5 sum', { MD5OfBody: undefined }, /The message bad .* MD5/],
    ['no receipt handle', { ReceiptHandle: undefined }, /The message bad .* receipt handle/],
    ['a receipt handle that is a number', { ReceiptHandle: 7 }, /The message bad .* receipt handle/],
    ['no id', { MessageId: undefined }, /The message without an id .* message id/],
    ['an id that is a number', { MessageId: 7 }, /The message without an id .* message id/],
  ])('names a message with %s, and hands on the rest', async (_, damage, warning) => {
    const queue = await queueWith({ Messages: [message('a'), message('bad', damage), message('c')] });
    const received = await queue.receive(receive);
    expect(received.map(({ messageId }) => messageId)).toEqual(['a', 'c']);
    expect(queue.unusable).toMatchObject({ count: 1, warnings: [expect.stringMatching(warning)] });
  });

  it('names a few of many, and how many there were', async () => {
    const Messages = Array.from({ length: 10 }, (_, at) => message(`bad-${at}`, { Body: 'other' }));
    const queue = await queueWith({ Messages });
    await queue.receive(receive);
    await queue.receive(receive);
    expect(queue.unusable?.warnings).toHaveLength(11);
    expect(queue.unusable?.warnings.at(-1)).toContain('20');
  });

  it.each([{ Messages: 'none' }, { Messages: { 0: message('a') } }, { Messages: [null, 7, 'x'] }, { Messages: null }])(
    'takes no message out of %j',
    async (answer) => {
      expect(await (await queueWith(answer)).receive(receive)).toEqual([]);
    },
  );

  it('keeps only texts of what SQS says besides', async () => {
    const damaged = message('a', {
      Attributes: { SentTimestamp: '5', AWSTraceHeader: 7, ApproximateReceiveCount: null },
      MessageAttributes: {
        RULE_ARN: { DataType: 5, StringValue: 6 },
        TARGET_ARN: null,
        OTHER: { DataType: 'String', StringValue: 'x' },
      },
    });
    const [received] = await (await queueWith({ Messages: [damaged] })).receive(receive);
    expect(received).toMatchObject({
      sentAt: 5,
      traceHeader: undefined,
      systemAttributes: { SentTimestamp: '5' },
      attributes: {
        RULE_ARN: { dataType: '', text: undefined },
        TARGET_ARN: { dataType: '', text: undefined },
        OTHER: { dataType: 'String', text: 'x' },
      },
    });
  });
});

describe('an answer about the integration', () => {
  const serve = answering();
  const integration = async (answer: object) =>
    deployedIntegration(await serve(awsAnswer(200, answer)), (call) => call());

  it('is read without what has a wrong type', async () => {
    expect(await (await integration({ State: 7, EventPattern: {} })).rule(RULE)).toEqual({
      kind: 'found',
      value: { state: 'UNKNOWN', pattern: undefined },
    });
    const Targets = [null, { Id: 7, Arn: 8, HttpParameters: { PathParameterValues: [7, 'x'], HeaderParameters: [] } }];
    expect(await (await integration({ Targets })).targets(RULE)).toMatchObject({
      kind: 'found',
      value: [{ id: '', arn: '', http: { path: ['x'], query: {}, headers: {} } }],
    });
    expect(await (await integration({ Rules: 'many' })).rules(RULE)).toEqual({ kind: 'found', value: [] });
    expect(
      await (await integration({ Name: 1, InvocationEndpoint: [] })).destination({ name: 'd' } as never),
    ).toMatchObject({ value: { name: 'd', endpoint: '' } });
  });
});

describe('a list whose pages never end', () => {
  const serve = answering();
  let asked = 0;
  const counted = (answer: (call: number) => object): Reply => {
    asked = 0;
    return (...words) => {
      asked += 1;
      awsAnswer(200, answer(asked))(...words);
    };
  };
  const ENDLESS = { kind: 'denied', reason: 'EndlessNextToken' };

  it.each<[string, (call: number) => object, number]>([
    ['the same token again', () => ({ NextToken: 'again' }), 2],
    ['two tokens in turn', (call) => ({ NextToken: `t${call % 2}` }), 3],
    ['a token that is no text', () => ({ NextToken: 7 }), 1],
    ['always a new one', (call) => ({ NextToken: `t${call}` }), 1_000],
  ])('is an answer that says so: %s', async (_, answer, calls) => {
    const session = await serve(counted(answer));
    expect(await deployedIntegration(session, (call) => call()).targets(RULE)).toEqual(ENDLESS);
    expect(asked).toBe(calls);
  });

  it('is one for every list', async () => {
    const session = await serve(counted(() => ({ NextToken: 'again' })));
    const integration = deployedIntegration(session, (call) => call());
    const inventory = deployedInventory(session, (call) => call());
    const lists = [
      integration.rules(RULE),
      inventory.destinations(),
      inventory.buses(),
      inventory.rulesInvoking('arn', 'default'),
    ];
    for (const list of lists) expect(await list).toEqual(ENDLESS);
  });

  it('is one for a stack', async () => {
    const xml =
      '<ListStackResourcesResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><ListStackResourcesResult><NextToken>again</NextToken></ListStackResourcesResult></ListStackResourcesResponse>';
    const client = cloudFormationClient(await serve(written(200, 'text/xml', xml)));
    await expect(stackResources(client, 's')).rejects.toMatchObject({ name: 'EndlessNextToken' });
  });
});
