import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type DeleteMessageBatchRequestEntry,
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
} from '@aws-sdk/client-sqs';
import { expect } from 'vitest';
import { benchOf } from '../bench.ts';
import { contractPart } from '../contract.ts';
import type { Engine } from '../engine.ts';

const entry = (id: string, body = 'x') => ({ Id: id, MessageBody: body });
const ids = (count: number) => Array.from({ length: count }, (_, at) => `e${at}`);
const HALF = 'x'.repeat(524_289);

const REFUSED: readonly (readonly [string, readonly SendMessageBatchRequestEntry[], string])[] = [
  ['no entries', [], 'EmptyBatchRequest'],
  ['eleven entries', ids(11).map((id) => entry(id)), 'TooManyEntriesInBatchRequest'],
  ['two entries of one id', [entry('same'), entry('same')], 'BatchEntryIdsNotDistinct'],
  ['an id with a space', [entry('not allowed')], 'InvalidBatchEntryId'],
  ['an id of 81 characters', [entry('x'.repeat(81))], 'InvalidBatchEntryId'],
  ['an empty id', [entry('')], 'InvalidBatchEntryId'],
  ['more than 1 MiB in all', [entry('a', HALF), entry('b', HALF)], 'BatchRequestTooLong'],
];

/** Batches and their errors, of the whole and of one entry. */
export function batchesContract(engine: Engine): void {
  contractPart(engine, 'SQS batches', (it) => {
    const bench = benchOf(engine);
    const sendBatch = (url: string, entries: readonly SendMessageBatchRequestEntry[]) =>
      bench.client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: [...entries] }));
    const deleteBatch = (url: string, entries: readonly DeleteMessageBatchRequestEntry[]) =>
      bench.client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries: [...entries] }));

    it('sends, receives and deletes ten at a time', async () => {
      const url = await bench.queue();
      const sent = await sendBatch(
        url,
        ids(10).map((id) => entry(id, `body of ${id}`)),
      );
      expect(sent.Successful?.map((one) => one.Id)).toEqual(ids(10));
      expect(sent.Failed ?? []).toEqual([]);
      const received = await bench.receive(url, { MaxNumberOfMessages: 10 });
      expect(received.map((message) => message.Body).sort()).toEqual(ids(10).map((id) => `body of ${id}`));
      const deleted = await deleteBatch(
        url,
        received.map(({ ReceiptHandle }, at) => ({ Id: `d${at}`, ReceiptHandle })),
      );
      expect(deleted.Successful).toHaveLength(10);
      expect(await bench.attribute(url, 'ApproximateNumberOfMessagesNotVisible')).toBe('0');
    });

    it('answers no Failed at all when all is well, and no Successful when nothing is', async () => {
      const url = await bench.queue();
      await bench.send(url, 'x');
      const { ReceiptHandle } = await bench.one(url);
      expect((await deleteBatch(url, [{ Id: 'good', ReceiptHandle }])).Failed).toBeUndefined();
      expect((await deleteBatch(url, [{ Id: 'bad', ReceiptHandle: 'nonsense' }])).Successful).toBeUndefined();
    });

    it('names the delete that failed and carries the others out', async () => {
      const url = await bench.queue();
      await bench.send(url, 'x');
      const { ReceiptHandle } = await bench.one(url);
      const answer = await deleteBatch(url, [
        { Id: 'bad', ReceiptHandle: 'nonsense' },
        { Id: 'good', ReceiptHandle },
      ]);
      expect(answer.Successful).toEqual([{ Id: 'good' }]);
      expect(answer.Failed).toMatchObject([{ Id: 'bad', SenderFault: true, Code: 'ReceiptHandleIsInvalid' }]);
      expect(await bench.attribute(url, 'ApproximateNumberOfMessagesNotVisible')).toBe('0');
    });

    it('names the message that was not taken and takes the others', async () => {
      const url = await bench.queue();
      const answer = await sendBatch(url, [entry('bad', 'bell \u0007'), entry('good', 'good')]);
      expect(answer.Successful).toMatchObject([{ Id: 'good', MessageId: expect.any(String) }]);
      expect(answer.Failed).toMatchObject([{ Id: 'bad', SenderFault: true, Code: 'InvalidMessageContents' }]);
      expect((await bench.receive(url, { MaxNumberOfMessages: 10 })).map(({ Body }) => Body)).toEqual(['good']);
    });

    it('keeps a message that a batch deletes with an older handle, and calls it a success', async () => {
      const url = await bench.queue();
      await bench.send(url, 'x');
      const { ReceiptHandle } = await bench.one(url, { VisibilityTimeout: 0 });
      await bench.one(url);
      expect((await deleteBatch(url, [{ Id: 'old', ReceiptHandle }])).Successful).toEqual([{ Id: 'old' }]);
      expect(await bench.attribute(url, 'ApproximateNumberOfMessagesNotVisible')).toBe('1');
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

    for (const [what, entries, name] of REFUSED) {
      it(`refuses to send ${what}`, async () => {
        const url = await bench.queue();
        await expect(sendBatch(url, entries)).rejects.toMatchObject({ name });
        expect(await bench.receive(url)).toEqual([]);
      });
    }

    for (const [what, names, name] of [
      ['nothing', [], 'EmptyBatchRequest'],
      ['eleven messages', ids(11), 'TooManyEntriesInBatchRequest'],
      ['by two entries of one id', ['same', 'same'], 'BatchEntryIdsNotDistinct'],
    ] as const) {
      it(`refuses to delete ${what}`, async () => {
        const entries = names.map((Id) => ({ Id, ReceiptHandle: 'x' }));
        await expect(deleteBatch(await bench.queue(), entries)).rejects.toMatchObject({ name });
      });
    }
  });
}
