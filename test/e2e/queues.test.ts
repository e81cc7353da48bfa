import {
  DeleteRuleCommand,
  DisableRuleCommand,
  ListTargetsByRuleCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { ReceiveMessageCommand, SendMessageCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it, type TestContext } from 'vitest';
import { bench, REDRIVE, SEED } from './bench.ts';

const TRANSIENT = ['--cause', 'rate-limited,momento-unavailable,timeout'];

describe.concurrent('a queue that is not ours', () => {
  it('is shown and not touched', async ({ onTestFinished }) => {
    const { sqs, otherQueue, redriven, states } = await bench(onTestFinished);
    const queue = await otherQueue();
    for (const MessageBody of ['a note', '{"id":1}', '[]']) {
      await sqs.send(new SendMessageCommand({ QueueUrl: queue, MessageBody }));
    }
    const { told, ended } = await redriven('--queue', queue);
    expect(told).toMatchObject({ selected: 3, held: 3 });
    expect(ended).toEqual({ status: 3, stderr: '', put: 0, reasons: ['not-ours'] });
    expect(await states()).toEqual({ visible: SEED + 3 });
  });

  it('and has a redrive policy is refused before anything is received', async ({ onTestFinished }) => {
    const { cli, queueUrl, otherQueue, sqs, witness } = await bench(onTestFinished);
    await otherQueue();
    const policy = { deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:other', maxReceiveCount: 3 };
    const Attributes = { RedrivePolicy: JSON.stringify(policy) };
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl: queueUrl, Attributes }));
    for (const words of [['dlq', 'list'], ['dlq', 'show', '00000000'], REDRIVE]) {
      const ended = await cli(...words);
      expect(ended).toMatchObject({ status: 6, stdout: '' });
      expect(ended.stderr).toContain('--force redrive-policy');
    }
    expect((await witness.messages()).every(({ receiveCount }) => receiveCount === 0)).toBe(true);
    expect(await cli('dlq', 'list', '--force', 'redrive-policy')).toMatchObject({ status: 0 });
  });
});

describe.concurrent('what would be lost is not sent', () => {
  it('because its rule is disabled', async ({ onTestFinished }) => {
    const { events, rules, redriven, states } = await bench(onTestFinished);
    for (const { Name } of await rules()) await events.send(new DisableRuleCommand({ Name }));
    expect((await redriven(...TRANSIENT)).ended).toEqual({ status: 6, stderr: '', put: 0, reasons: ['rule-disabled'] });
    expect(await states()).toEqual({ visible: SEED });
  });

  it('because its rule is gone', async ({ onTestFinished }) => {
    const { events, rules, redriven, states } = await bench(onTestFinished);
    for (const { Name } of await rules()) {
      const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ Rule: Name }));
      await events.send(new RemoveTargetsCommand({ Rule: Name, Ids: Targets.map(({ Id }) => String(Id)) }));
      await events.send(new DeleteRuleCommand({ Name }));
    }
    expect((await redriven(...TRANSIENT)).ended).toEqual({ status: 6, stderr: '', put: 0, reasons: ['rule-missing'] });
    expect(await states()).toEqual({ visible: SEED });
  });

  it('because its bus is gone', async ({ onTestFinished }) => {
    const { sqs, otherQueue, redriven, states } = await bench(onTestFinished);
    const queue = await otherQueue();
    const text = (StringValue: string) => ({ DataType: 'String', StringValue });
    const detail = { cacheName: 'orders', key: 'k' };
    const sent = {
      QueueUrl: queue,
      MessageBody: JSON.stringify({ id: 'e', 'detail-type': 'cacheDelete', source: 'shop', detail }),
      MessageAttributes: {
        RULE_ARN: text('arn:aws:events:us-east-1:000000000000:rule/gone/delete'),
        ERROR_CODE: text('TIMEOUT'),
      },
    };
    await sqs.send(new SendMessageCommand(sent));
    const { ended } = await redriven('--queue', queue);
    expect(ended).toEqual({ status: 6, stderr: '', put: 0, reasons: ['bus-missing'] });
    expect(await states()).toEqual({ visible: SEED + 1 });
  });
});

describe.concurrent('messages that others have', () => {
  /** A bench, and the ids of what another reader has taken. */
  const taken = async (onTestFinished: TestContext['onTestFinished']) => {
    const started = await bench(onTestFinished);
    const take = { QueueUrl: started.queueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 600 };
    const { Messages = [] } = await started.sqs.send(new ReceiveMessageCommand(take));
    expect(Messages.length).toBeGreaterThan(0);
    return { ...started, ids: Messages.map(({ MessageId }) => String(MessageId)) };
  };

  it('are counted by list', async ({ onTestFinished }) => {
    const { cli, ids } = await taken(onTestFinished);
    const { status, stdout, stderr } = await cli('dlq', 'list', '--json');
    expect({ status, stderr }).toEqual({ status: 3, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ read: SEED - ids.length, unseen: ids.length });
  });

  it('may be the one to show', async ({ onTestFinished }) => {
    const { cli, ids } = await taken(onTestFinished);
    const { status, stderr } = await cli('dlq', 'show', String(ids[0]));
    expect(status).toBe(3);
    expect(stderr).toContain('could not be seen');
  });

  it('keep a redrive from being done', async ({ onTestFinished }) => {
    const { redriven, ids, states } = await taken(onTestFinished);
    const { told, ended } = await redriven('--cause', 'unknown');
    expect(told).toMatchObject({ selected: 0, unseen: ids.length });
    expect(ended).toMatchObject({ status: 3, put: 0 });
    expect(await states()).toEqual({ visible: SEED - ids.length, 'in-flight': ids.length });
  });
});
