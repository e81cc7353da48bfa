import { createHash } from 'node:crypto';
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { expect } from 'vitest';
import { benchOf } from '../bench.ts';
import { contractPart } from '../contract.ts';
import type { Engine } from '../engine.ts';

const MIB = 1_048_576;

/** Sending and receiving one message. */
export function messagesContract(engine: Engine): void {
  contractPart(engine, 'SQS messages', (it) => {
    const bench = benchOf(engine);
    const sendBody = async (body: string) =>
      bench.client.send(new SendMessageCommand({ QueueUrl: await bench.queue(), MessageBody: body }));

    it('carries a body unchanged, with its MD5', async () => {
      const url = await bench.queue();
      const body = '{"größe": "日本\\u0000", "space":\t1}\r\n';
      const id = await bench.send(url, body);
      const received = await bench.one(url);
      expect(received).toMatchObject({ MessageId: id, Body: body });
      expect(received.MD5OfBody).toBe(createHash('md5').update(body).digest('hex'));
    });

    it('carries characters beyond U+FFFF', async () => {
      const url = await bench.queue();
      await bench.send(url, 'fox 🦊');
      expect(await bench.one(url)).toMatchObject({ Body: 'fox 🦊' });
    });

    it('answers no Messages at all when there are none', async () => {
      const answer = await bench.client.send(new ReceiveMessageCommand({ QueueUrl: await bench.queue() }));
      expect(answer.Messages).toBeUndefined();
    });

    it('gives one message unless more are asked for', async () => {
      const url = await bench.queue();
      await bench.send(url, 'one');
      await bench.send(url, 'two');
      expect(await bench.receive(url)).toHaveLength(1);
    });

    it('shows system attributes only when asked, by the old and the new parameter', async () => {
      const url = await bench.queue({ VisibilityTimeout: '0' });
      await bench.send(url, 'x');
      expect((await bench.one(url)).Attributes).toBeUndefined();
      const some = await bench.one(url, { MessageSystemAttributeNames: ['SentTimestamp', 'ApproximateReceiveCount'] });
      expect(some.Attributes).toEqual({
        SentTimestamp: expect.stringMatching(/^\d{13}$/),
        ApproximateReceiveCount: '2',
      });
      const all = await bench.one(url, { AttributeNames: ['All'] });
      expect(all.Attributes).toMatchObject({
        ApproximateReceiveCount: '3',
        ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
        SenderId: expect.any(String),
      });
    });

    it('carries the trace header', async () => {
      const url = await bench.queue();
      const header = 'Root=1-5e1b4151-5ac6c58f5f6e5f5f5f5f5f5f;Sampled=0';
      await bench.client.send(
        new SendMessageCommand({
          QueueUrl: url,
          MessageBody: 'x',
          MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: header } },
        }),
      );
      const { Attributes } = await bench.one(url, { MessageSystemAttributeNames: ['AWSTraceHeader'] });
      expect(Attributes).toEqual({ AWSTraceHeader: header });
    });

    it('takes 1 MiB and not a byte more', async () => {
      await sendBody('x'.repeat(MIB));
      await expect(sendBody('x'.repeat(MIB + 1))).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    });

    it('counts bytes, not characters', async () => {
      await expect(sendBody('ä'.repeat(MIB / 2 + 1))).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    });

    it('takes what the queue allows and not a byte more', async () => {
      const url = await bench.queue({ MaximumMessageSize: '1024' });
      await bench.send(url, 'x'.repeat(1024));
      await expect(bench.send(url, 'x'.repeat(1025))).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    });

    it('refuses an empty body', async () => {
      await expect(sendBody('')).rejects.toMatchObject({ name: 'MissingParameter' });
    });

    for (const [name, text] of [
      ['a bell', 'bell \u0007'],
      ['a null', 'null \u0000'],
      ['U+FFFF', 'none \uffff'],
    ] as const) {
      it(`refuses ${name} in a body`, async () => {
        await expect(sendBody(text)).rejects.toMatchObject({ name: 'InvalidMessageContents' });
      });
    }

    for (const wrong of [
      { MaxNumberOfMessages: 11 },
      { MaxNumberOfMessages: 0 },
      { WaitTimeSeconds: 21 },
      { VisibilityTimeout: 43_201 },
    ]) {
      it(`refuses to receive with ${Object.entries(wrong).join().replace(',', ' ')}`, async () => {
        const url = await bench.queue();
        await expect(bench.receive(url, wrong)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
      });
    }

    it('refuses a deduplication id, which is for FIFO queues', async () => {
      const url = await bench.queue();
      const sent = bench.client.send(
        new SendMessageCommand({ QueueUrl: url, MessageBody: 'x', MessageDeduplicationId: 'd' }),
      );
      await expect(sent).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    });

    it('takes a group id, which standard queues know as well', async () => {
      const url = await bench.queue();
      const send = (MessageGroupId: string) =>
        bench.client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x', MessageGroupId }));
      await send('group-1');
      const { Attributes } = await bench.one(url, { MessageSystemAttributeNames: ['MessageGroupId'] });
      expect(Attributes).toEqual({ MessageGroupId: 'group-1' });
    });

    for (const [what, id] of [
      ['with a space', 'a b'],
      ['of 129 characters', 'x'.repeat(129)],
    ] as const) {
      it(`refuses a group id ${what}`, async () => {
        const url = await bench.queue();
        const sent = bench.client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x', MessageGroupId: id }));
        await expect(sent).rejects.toMatchObject({ name: 'InvalidParameterValue' });
      });
    }

    it('expires a message by its age, also when it was received', async (test) => {
      const url = await bench.queue({ MessageRetentionPeriod: '120' });
      await bench.send(url, 'old');
      await bench.pass(test, 119);
      const received = await bench.one(url, { VisibilityTimeout: 0 });
      await bench.pass(test, 2);
      expect(await bench.receive(url)).toEqual([]);
      await bench.client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: received.ReceiptHandle }));
    });

    it('holds a delayed message back', async () => {
      const url = await bench.queue({ DelaySeconds: '1' });
      await bench.send(url, 'later');
      expect(await bench.receive(url)).toEqual([]);
      expect(await bench.receiveAfter(1, url)).toHaveLength(1);
    });

    it('holds one message back though the queue does not', async (test) => {
      const url = await bench.queue();
      await bench.client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x', DelaySeconds: 900 }));
      const longer = new SendMessageCommand({ QueueUrl: url, MessageBody: 'x', DelaySeconds: 901 });
      await expect(bench.client.send(longer)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
      expect(await bench.receive(url)).toEqual([]);
      await bench.pass(test, 901);
      expect(await bench.receive(url)).toHaveLength(1);
    });
  });
}
