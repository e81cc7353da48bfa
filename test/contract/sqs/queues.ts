import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueUrlCommand,
  ListDeadLetterSourceQueuesCommand,
  ListQueuesCommand,
  type ListQueuesCommandOutput,
  PurgeQueueCommand,
  QueueDoesNotExist,
  QueueNameExists,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { expect } from 'vitest';
import { benchOf } from '../bench.ts';
import { contractPart } from '../contract.ts';
import type { Engine } from '../engine.ts';

/** Queues, their names, and what is done with all of their messages. */
export function queuesContract(engine: Engine): void {
  contractPart(engine, 'SQS queues', (it) => {
    const bench = benchOf(engine);
    const nameOf = (url: string) => url.split('/').at(-1) as string;

    it('makes a queue that is found by its name', async () => {
      const url = await bench.queue();
      expect((await bench.client.send(new GetQueueUrlCommand({ QueueName: nameOf(url) }))).QueueUrl).toBe(url);
      const listed = await bench.client.send(new ListQueuesCommand({ QueueNamePrefix: nameOf(url) }));
      expect(listed.QueueUrls).toEqual([url]);
    });

    it('answers no QueueUrls at all when there are none', async () => {
      const listed = await bench.client.send(new ListQueuesCommand({ QueueNamePrefix: 'no-such-queue' }));
      expect(listed.QueueUrls).toBeUndefined();
    });

    it('lists queues page by page', async () => {
      const urls = [await bench.queue(), await bench.queue(), await bench.queue()];
      const seen: string[] = [];
      let token: string | undefined;
      let pages = 0;
      do {
        const page: ListQueuesCommandOutput = await bench.client.send(
          new ListQueuesCommand({ MaxResults: 2, ...(token !== undefined && { NextToken: token }) }),
        );
        expect(page.QueueUrls?.length).toBeLessThanOrEqual(2);
        seen.push(...(page.QueueUrls ?? []));
        token = page.NextToken;
        pages += 1;
      } while (token !== undefined);
      expect(pages).toBeGreaterThan(1);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toEqual(expect.arrayContaining(urls));
    });

    it('takes the same name with the same attributes again, and refuses it with others', async () => {
      const url = await bench.queue({ VisibilityTimeout: '40' });
      const again = (timeout: string) =>
        bench.client.send(
          new CreateQueueCommand({ QueueName: nameOf(url), Attributes: { VisibilityTimeout: timeout } }),
        );
      expect((await again('40')).QueueUrl).toBe(url);
      await expect(again('41')).rejects.toMatchObject({ name: 'QueueNameExists' });
    });

    it('lets the SDK know a name that is taken', async () => {
      const again = new CreateQueueCommand({
        QueueName: nameOf(await bench.queue()),
        Attributes: { VisibilityTimeout: '41' },
      });
      await expect(bench.client.send(again)).rejects.toBeInstanceOf(QueueNameExists);
    });

    for (const [what, name] of [
      ['of 81 characters', 'x'.repeat(81)],
      ['with a space', 'a b'],
      ['with a dot', 'a.b'],
    ] as const) {
      it(`refuses a name ${what}`, async () => {
        const made = bench.client.send(new CreateQueueCommand({ QueueName: name }));
        await expect(made).rejects.toMatchObject({ name: 'InvalidParameterValue' });
      });
    }

    it('names errors by their code alone', async () => {
      const url = await bench.queue();
      await expect(bench.receive(url, { MaxNumberOfMessages: 11 })).rejects.toMatchObject({
        Code: 'InvalidParameterValue',
      });
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

    it('lets the name of a deleted queue rest for a minute', async (test) => {
      const url = await bench.queue();
      const again = () => bench.client.send(new CreateQueueCommand({ QueueName: nameOf(url) }));
      await bench.client.send(new DeleteQueueCommand({ QueueUrl: url }));
      await expect(again()).rejects.toMatchObject({ name: 'QueueDeletedRecently' });
      await bench.pass(test, 61);
      expect((await again()).QueueUrl).toBe(url);
    });

    it('empties a queue, what is in flight too', async () => {
      const url = await bench.queue();
      await bench.send(url, 'taken');
      await bench.one(url);
      await bench.send(url, 'waiting');
      await bench.client.send(new PurgeQueueCommand({ QueueUrl: url }));
      expect(await bench.receive(url)).toEqual([]);
      expect(await bench.attribute(url, 'ApproximateNumberOfMessagesNotVisible')).toBe('0');
    });

    it('empties a queue once a minute', async (test) => {
      const url = await bench.queue();
      const purge = () => bench.client.send(new PurgeQueueCommand({ QueueUrl: url }));
      await purge();
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
