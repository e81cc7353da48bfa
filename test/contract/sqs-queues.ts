import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListDeadLetterSourceQueuesCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  QueueDoesNotExist,
  QueueNameExists,
  SetQueueAttributesCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { benchOf } from './bench.ts';
import type { Engine } from './engine.ts';

/** Queues and what is set on them. */
export function queuesContract(engine: Engine): void {
  describe(`${engine.name}: SQS queues`, () => {
    const bench = benchOf(engine);
    const nameOf = (url: string) => url.split('/').at(-1) as string;

    it('makes a queue that is found by its name', async () => {
      const url = await bench.queue();
      expect((await bench.client.send(new GetQueueUrlCommand({ QueueName: nameOf(url) }))).QueueUrl).toBe(url);
      const listed = await bench.client.send(new ListQueuesCommand({ QueueNamePrefix: nameOf(url) }));
      expect(listed.QueueUrls).toEqual([url]);
    });

    it('takes the same name with the same attributes again, and refuses it with others', async () => {
      const url = await bench.queue({ VisibilityTimeout: '40' });
      const again = (timeout: string) =>
        bench.client.send(
          new CreateQueueCommand({ QueueName: nameOf(url), Attributes: { VisibilityTimeout: timeout } }),
        );
      expect((await again('40')).QueueUrl).toBe(url);
      await expect(again('41')).rejects.toBeInstanceOf(QueueNameExists);
    });

    it('names a queue that does not exist', async () => {
      const asked = bench.client.send(new GetQueueUrlCommand({ QueueName: 'no-such-queue' }));
      await expect(asked).rejects.toBeInstanceOf(QueueDoesNotExist);
      await expect(asked).rejects.toMatchObject({
        name: 'QueueDoesNotExist',
        Code: 'AWS.SimpleQueueService.NonExistentQueue',
        $metadata: { httpStatusCode: 400, requestId: expect.any(String) },
      });
    });

    it('forgets a deleted queue', async () => {
      const url = await bench.queue();
      await bench.client.send(new DeleteQueueCommand({ QueueUrl: url }));
      await expect(bench.receive(url)).rejects.toBeInstanceOf(QueueDoesNotExist);
    });

    it('tells defaults, counts and the ARN', async () => {
      const url = await bench.queue();
      await bench.send(url, 'waiting');
      await bench.send(url, 'taken');
      await bench.receive(url);
      const { Attributes } = await bench.client.send(
        new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
      );
      expect(Attributes).toMatchObject({
        ApproximateNumberOfMessages: '1',
        ApproximateNumberOfMessagesNotVisible: '1',
        ApproximateNumberOfMessagesDelayed: '0',
        VisibilityTimeout: '30',
        MessageRetentionPeriod: '345600',
        DelaySeconds: '0',
        ReceiveMessageWaitTimeSeconds: '0',
        MaximumMessageSize: '1048576',
        QueueArn: expect.stringMatching(new RegExp(`^arn:aws:sqs:us-east-1:\\d{12}:${nameOf(url)}$`)),
        CreatedTimestamp: expect.stringMatching(/^\d{10}$/),
      });
      expect(Attributes).not.toHaveProperty('Policy');
    });

    it('sets attributes, and refuses unknown ones and values out of range', async () => {
      const url = await bench.queue();
      const set = (Attributes: Record<string, string>) =>
        bench.client.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes }));
      await set({ MessageRetentionPeriod: '60' });
      expect(await bench.attribute(url, 'MessageRetentionPeriod')).toBe('60');
      await expect(set({ MessageRetentionPeriod: '59' })).rejects.toMatchObject({ name: 'InvalidAttributeValue' });
      await expect(set({ Nonsense: '1' })).rejects.toMatchObject({ name: 'InvalidAttributeName' });
    });

    it('empties a queue, once a minute', async (test) => {
      const url = await bench.queue();
      const purge = () => bench.client.send(new PurgeQueueCommand({ QueueUrl: url }));
      await bench.send(url, 'gone soon');
      await purge();
      expect(await bench.receive(url)).toEqual([]);
      await expect(purge()).rejects.toMatchObject({ name: 'PurgeQueueInProgress' });
      await bench.pass(test, 61);
      await purge();
    });

    it('lists the queues whose dead letters a queue takes', async () => {
      const target = await bench.queue();
      const arn = await bench.attribute(target, 'QueueArn');
      const source = await bench.queue({
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arn, maxReceiveCount: 3 }),
      });
      const listed = await bench.client.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: target }));
      expect(listed.queueUrls).toEqual([source]);
    });

    it('moves no messages out of a queue that is no dead letter queue of an SQS queue', async () => {
      const arn = await bench.attribute(await bench.queue(), 'QueueArn');
      const start = bench.client.send(new StartMessageMoveTaskCommand({ SourceArn: arn }));
      await expect(start).rejects.toMatchObject({
        name: 'InvalidParameterValue',
        message: 'Source queue must be configured as a Dead Letter Queue.',
      });
    });
  });
}
