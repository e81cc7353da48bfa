import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { benchOf } from './bench.ts';
import type { Engine } from './engine.ts';

/** Batches and their errors, of the whole and of one entry. */
export function batchesContract(engine: Engine): void {
  describe(`${engine.name}: SQS batches`, () => {
    const bench = benchOf(engine);
    const sendBatch = (url: string, entries: SendMessageBatchRequestEntry[]) =>
      bench.client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: entries }));
    const entry = (id: string, body = 'x') => ({ Id: id, MessageBody: body });

    it('sends, receives and deletes ten at a time', async () => {
      const url = await bench.queue();
      const ids = Array.from({ length: 10 }, (_, at) => `e${at}`);
      const sent = await sendBatch(
        url,
        ids.map((id) => entry(id, `body of ${id}`)),
      );
      expect(sent.Successful?.map((one) => one.Id)).toEqual(ids);
      expect(sent.Failed ?? []).toEqual([]);
      const received = await bench.receive(url, { MaxNumberOfMessages: 10 });
      expect(received.map((message) => message.Body).sort()).toEqual(ids.map((id) => `body of ${id}`));
      const deleted = await bench.client.send(
        new DeleteMessageBatchCommand({
          QueueUrl: url,
          Entries: received.map((message, at) => ({ Id: `d${at}`, ReceiptHandle: message.ReceiptHandle })),
        }),
      );
      expect(deleted.Successful).toHaveLength(10);
      expect(await bench.attribute(url, 'ApproximateNumberOfMessagesNotVisible')).toBe('0');
    });

    it('names the entry that failed and carries the others out', async () => {
      const url = await bench.queue();
      await bench.send(url, 'x');
      const { ReceiptHandle } = await bench.one(url);
      const answer = await bench.client.send(
        new DeleteMessageBatchCommand({
          QueueUrl: url,
          Entries: [
            { Id: 'good', ReceiptHandle },
            { Id: 'bad', ReceiptHandle: 'nonsense' },
          ],
        }),
      );
      expect(answer.Successful).toEqual([{ Id: 'good' }]);
      expect(answer.Failed).toMatchObject([{ Id: 'bad', SenderFault: true, Code: 'ReceiptHandleIsInvalid' }]);
    });

    it('changes visibility entry by entry', async () => {
      const url = await bench.queue();
      await bench.send(url, 'x');
      const { ReceiptHandle } = await bench.one(url);
      const answer = await bench.client.send(
        new ChangeMessageVisibilityBatchCommand({
          QueueUrl: url,
          Entries: [
            { Id: 'back', ReceiptHandle, VisibilityTimeout: 0 },
            { Id: 'bad', ReceiptHandle: 'nonsense', VisibilityTimeout: 0 },
          ],
        }),
      );
      expect(answer.Successful).toEqual([{ Id: 'back' }]);
      expect(answer.Failed).toMatchObject([{ Id: 'bad', Code: 'ReceiptHandleIsInvalid' }]);
      expect(await bench.receive(url)).toHaveLength(1);
    });

    it('refuses a batch as a whole', async () => {
      const url = await bench.queue();
      const eleven = Array.from({ length: 11 }, (_, at) => entry(`e${at}`));
      const half = 'x'.repeat(524_289);
      const cases: readonly (readonly [SendMessageBatchRequestEntry[], string])[] = [
        [[], 'EmptyBatchRequest'],
        [eleven, 'TooManyEntriesInBatchRequest'],
        [[entry('same'), entry('same')], 'BatchEntryIdsNotDistinct'],
        [[entry('not allowed')], 'InvalidBatchEntryId'],
        [[entry('a', half), entry('b', half)], 'BatchRequestTooLong'],
      ];
      for (const [entries, name] of cases) {
        await expect(sendBatch(url, entries), name).rejects.toMatchObject({ name });
      }
      expect(await bench.receive(url)).toEqual([]);
    });
  });
}
