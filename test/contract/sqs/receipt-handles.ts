import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  QueueDoesNotExist,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { expect } from 'vitest';
import { benchOf } from '../bench.ts';
import { contractPart } from '../contract.ts';
import type { Engine } from '../engine.ts';

/** Which receipt handle is good for what. */
export function receiptHandlesContract(engine: Engine): void {
  contractPart(engine, 'SQS receipt handles', (it) => {
    const bench = benchOf(engine);
    const remove = (url: string, handle: string) =>
      bench.client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: handle }));
    const change = (url: string, handle: string, VisibilityTimeout: number) =>
      bench.client.send(
        new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle: handle, VisibilityTimeout }),
      );
    const extend = (url: string, handle: string) => change(url, handle, 600);
    const release = (url: string, handle: string) => change(url, handle, 0);

    it('deletes a message for good', async () => {
      const url = await bench.queue();
      await bench.send(url, 'x');
      const { ReceiptHandle } = await bench.one(url);
      await remove(url, ReceiptHandle);
      expect(await bench.attribute(url, 'ApproximateNumberOfMessages')).toBe('0');
      expect(await bench.attribute(url, 'ApproximateNumberOfMessagesNotVisible')).toBe('0');
    });

    it('deletes a second time without a word', async () => {
      const url = await bench.queue();
      await bench.send(url, 'x');
      const { ReceiptHandle } = await bench.one(url);
      await remove(url, ReceiptHandle);
      await remove(url, ReceiptHandle);
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

    it('takes the latest handle after its time is over', async () => {
      const url = await bench.queue();
      await bench.send(url, 'x');
      const { ReceiptHandle } = await bench.one(url, { VisibilityTimeout: 0 });
      await remove(url, ReceiptHandle);
      expect(await bench.receive(url)).toEqual([]);
    });

    it('extends though the time of its handle is over, as long as nobody else has the message', async () => {
      const url = await bench.queue();
      await bench.send(url, 'x');
      const { ReceiptHandle } = await bench.one(url, { VisibilityTimeout: 0 });
      await extend(url, ReceiptHandle);
      expect(await bench.receive(url)).toEqual([]);
    });

    it('hands back by an older handle what a newer one holds', async () => {
      const url = await bench.queue();
      await bench.send(url, 'x');
      const first = await bench.one(url, { VisibilityTimeout: 0 });
      await bench.one(url);
      await release(url, first.ReceiptHandle);
      expect(await bench.receive(url)).toHaveLength(1);
    });

    it('says of a message that is handed back that it is not in flight', async () => {
      const url = await bench.queue();
      await bench.send(url, 'x');
      const { ReceiptHandle } = await bench.one(url);
      await release(url, ReceiptHandle);
      await expect(extend(url, ReceiptHandle)).rejects.toMatchObject({ name: 'MessageNotInflight' });
    });

    it('extends what was handed back and received again', async () => {
      const url = await bench.queue();
      await bench.send(url, 'x');
      const first = await bench.one(url);
      await release(url, first.ReceiptHandle);
      const second = await bench.one(url);
      await extend(url, second.ReceiptHandle);
      expect(await bench.receive(url)).toEqual([]);
    });

    it('does not extend what is deleted', async () => {
      const url = await bench.queue();
      await bench.send(url, 'x');
      const { ReceiptHandle } = await bench.one(url);
      await remove(url, ReceiptHandle);
      await expect(extend(url, ReceiptHandle)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    });

    for (const handle of ['nonsense', 'bm8gaGFuZGxl']) {
      it(`refuses to delete by ${handle}`, async () => {
        await expect(remove(await bench.queue(), handle)).rejects.toMatchObject({ name: 'ReceiptHandleIsInvalid' });
      });

      it(`refuses to extend by ${handle}`, async () => {
        await expect(extend(await bench.queue(), handle)).rejects.toMatchObject({ name: 'ReceiptHandleIsInvalid' });
      });
    }

    it('quotes the handle that it refuses', async () => {
      await expect(remove(await bench.queue(), 'garbage')).rejects.toThrow(
        'The input receipt handle "garbage" is not a valid receipt handle.',
      );
    });

    it('refuses a handle of another queue', async () => {
      const [url, other] = [await bench.queue(), await bench.queue()];
      await bench.send(url, 'x');
      const { ReceiptHandle } = await bench.one(url);
      await expect(remove(other, ReceiptHandle)).rejects.toMatchObject({ name: 'ReceiptHandleIsInvalid' });
      expect(await bench.attribute(url, 'ApproximateNumberOfMessagesNotVisible')).toBe('1');
    });

    it('refuses every request about a queue that does not exist', async () => {
      const gone = `${await bench.queue()}-gone`;
      const requests = [
        remove(gone, 'x'),
        extend(gone, 'x'),
        bench.receive(gone),
        bench.attribute(gone, 'QueueArn'),
        bench.client.send(new SendMessageCommand({ QueueUrl: gone, MessageBody: 'x' })),
      ];
      await Promise.all(requests.map((request) => expect(request).rejects.toBeInstanceOf(QueueDoesNotExist)));
    });
  });
}
