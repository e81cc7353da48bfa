import { ChangeMessageVisibilityCommand, DeleteMessageCommand, type Message } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { benchOf } from './bench.ts';
import type { Engine } from './engine.ts';

/** Visibility timeouts, receipt handles, long polling and redrive policies. */
export function visibilityContract(engine: Engine): void {
  describe(`${engine.name}: SQS visibility`, () => {
    const bench = benchOf(engine);
    const change = (url: string, handle: string, seconds: number) =>
      bench.client.send(
        new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle: handle, VisibilityTimeout: seconds }),
      );
    const remove = (url: string, handle: string) =>
      bench.client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: handle }));
    const bodies = (messages: readonly Message[]) => messages.map((message) => message.Body);

    it('hides a received message for its visibility timeout', async (test) => {
      const url = await bench.queue({ VisibilityTimeout: '30' });
      await bench.send(url, 'x');
      await bench.one(url);
      expect(await bench.receive(url)).toEqual([]);
      await bench.pass(test, 31);
      const again = await bench.one(url, { MessageSystemAttributeNames: ['ApproximateReceiveCount'] });
      expect(again.Attributes?.ApproximateReceiveCount).toBe('2');
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

    it('keeps a message that is deleted with an older handle, and says nothing', async () => {
      const url = await bench.queue();
      await bench.send(url, 'x');
      const first = await bench.one(url, { VisibilityTimeout: 0 });
      const second = await bench.one(url);
      await remove(url, first.ReceiptHandle);
      expect(await bench.attribute(url, 'ApproximateNumberOfMessagesNotVisible')).toBe('1');
      await remove(url, second.ReceiptHandle);
      expect(await bench.attribute(url, 'ApproximateNumberOfMessagesNotVisible')).toBe('0');
    });

    it('takes the latest handle after its time is over, and a second time', async (test) => {
      const url = await bench.queue({ VisibilityTimeout: '1' });
      await bench.send(url, 'x');
      const { ReceiptHandle } = await bench.one(url);
      await bench.pass(test, 2);
      await remove(url, ReceiptHandle);
      await remove(url, ReceiptHandle);
      expect(await bench.receive(url)).toEqual([]);
    });

    it('refuses a handle that it did not give', async () => {
      const url = await bench.queue();
      for (const handle of ['nonsense', 'bm8gaGFuZGxl']) {
        await expect(remove(url, handle)).rejects.toMatchObject({ name: 'ReceiptHandleIsInvalid' });
      }
    });

    it('changes the visibility of messages in flight only, within 12 hours of the receive', async (test) => {
      const url = await bench.queue();
      await bench.send(url, 'x');
      const { ReceiptHandle } = await bench.one(url);
      await expect(change(url, ReceiptHandle, 43_201)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
      await change(url, ReceiptHandle, 0);
      await expect(change(url, ReceiptHandle, 10)).rejects.toMatchObject({ name: 'MessageNotInflight' });
      const again = await bench.one(url, { VisibilityTimeout: 43_000 });
      await bench.pass(test, 3_600);
      await expect(change(url, again.ReceiptHandle, 40_000)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
      await change(url, again.ReceiptHandle, 39_000);
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
      const moved = await bench.one(target, { AttributeNames: ['All'] });
      expect(moved).toMatchObject({ MessageId: id, Body: 'poison' });
      expect(moved.Attributes).toHaveProperty('DeadLetterQueueSourceArn');
    });
  });
}
