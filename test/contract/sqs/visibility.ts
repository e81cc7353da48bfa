import { ChangeMessageVisibilityCommand, type Message } from '@aws-sdk/client-sqs';
import { expect } from 'vitest';
import { benchOf } from '../bench.ts';
import { contractPart } from '../contract.ts';
import type { Engine } from '../engine.ts';

/** Visibility timeouts, long polling and redrive policies. */
export function visibilityContract(engine: Engine): void {
  contractPart(engine, 'SQS visibility', (it) => {
    const bench = benchOf(engine);
    const change = (url: string, handle: string, seconds: number) =>
      bench.client.send(
        new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle: handle, VisibilityTimeout: seconds }),
      );
    const bodies = (messages: readonly Message[]) => messages.map((message) => message.Body);

    it('hides a received message for its visibility timeout', async () => {
      const url = await bench.queue({ VisibilityTimeout: '1' });
      await bench.send(url, 'x');
      await bench.one(url);
      expect(await bench.receive(url)).toEqual([]);
      const [again] = await bench.receiveAfter(1, url, { MessageSystemAttributeNames: ['ApproximateReceiveCount'] });
      expect(again?.Attributes?.ApproximateReceiveCount).toBe('2');
    });

    it('lets a receive say how long, 0 included', async () => {
      const url = await bench.queue();
      await bench.send(url, 'x');
      const first = await bench.one(url, { VisibilityTimeout: 0 });
      const second = await bench.one(url, { VisibilityTimeout: 600 });
      expect(second.MessageId).toBe(first.MessageId);
      expect(await bench.receive(url)).toEqual([]);
    });

    it('hands a message back at once with visibility 0', async () => {
      const url = await bench.queue();
      await bench.send(url, 'x');
      const first = await bench.one(url);
      await change(url, first.ReceiptHandle, 0);
      const second = await bench.one(url);
      expect(second.MessageId).toBe(first.MessageId);
      expect(second.ReceiptHandle).not.toBe(first.ReceiptHandle);
    });

    it('hides a message longer', async (test) => {
      const url = await bench.queue();
      await bench.send(url, 'x');
      const { ReceiptHandle } = await bench.one(url);
      await change(url, ReceiptHandle, 600);
      await bench.pass(test, 599);
      expect(await bench.receive(url)).toEqual([]);
      await bench.pass(test, 2);
      expect(await bench.receive(url)).toHaveLength(1);
    });

    it('hides nothing longer than 12 hours', async () => {
      const url = await bench.queue();
      await bench.send(url, 'x');
      const { ReceiptHandle } = await bench.one(url);
      await expect(change(url, ReceiptHandle, 43_201)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
      await expect(change(url, ReceiptHandle, -1)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    });

    it('counts the 12 hours from the receive', async (test) => {
      const url = await bench.queue();
      await bench.send(url, 'x');
      const { ReceiptHandle } = await bench.one(url, { VisibilityTimeout: 43_000 });
      await bench.pass(test, 3_600);
      await expect(change(url, ReceiptHandle, 40_000)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
      await change(url, ReceiptHandle, 39_000);
    });

    it('answers a long poll without a message when its time is over', async () => {
      const url = await bench.queue();
      const from = performance.now();
      expect(await bench.receive(url, { WaitTimeSeconds: 1 })).toEqual([]);
      expect(performance.now() - from).toBeGreaterThan(900);
    });

    it('wakes a long poll when a message arrives', async () => {
      const url = await bench.queue();
      const waiting = bench.receive(url, { WaitTimeSeconds: 20, MaxNumberOfMessages: 10 });
      await bench.send(url, 'here');
      expect(bodies(await waiting)).toEqual(['here']);
    });

    it('wakes a long poll when a message is handed back', async () => {
      const url = await bench.queue();
      await bench.send(url, 'back');
      const { ReceiptHandle } = await bench.one(url);
      const waiting = bench.receive(url, { WaitTimeSeconds: 20 });
      await change(url, ReceiptHandle, 0);
      expect(bodies(await waiting)).toEqual(['back']);
    });

    it('polls as long as the queue says when the receive does not', async () => {
      const url = await bench.queue({ ReceiveMessageWaitTimeSeconds: '20' });
      const waiting = bench.receive(url);
      await bench.send(url, 'here');
      expect(bodies(await waiting)).toEqual(['here']);
    });

    it('moves what was received too often to the dead letter queue, with its id', async () => {
      const target = await bench.queue();
      const arn = await bench.attribute(target, 'QueueArn');
      const url = await bench.queue({
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arn, maxReceiveCount: 2 }),
      });
      const id = await bench.send(url, 'poison');
      await bench.one(url, { VisibilityTimeout: 0 });
      await bench.one(url, { VisibilityTimeout: 0 });
      expect(await bench.receive(url)).toEqual([]);
      expect(await bench.one(target)).toMatchObject({ MessageId: id, Body: 'poison' });
    });

    it('tells of a moved message where it came from', async () => {
      const target = await bench.queue();
      const arn = await bench.attribute(target, 'QueueArn');
      const url = await bench.queue({
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arn, maxReceiveCount: 1 }),
      });
      await bench.send(url, 'poison');
      await bench.one(url, { VisibilityTimeout: 0 });
      expect(await bench.receive(url)).toEqual([]);
      const { Attributes } = await bench.one(target, { AttributeNames: ['All'] });
      expect(Attributes).toMatchObject({ DeadLetterQueueSourceArn: await bench.attribute(url, 'QueueArn') });
    });
  });
}
