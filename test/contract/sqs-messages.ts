import { createHash } from 'node:crypto';
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { benchOf } from './bench.ts';
import type { Engine } from './engine.ts';

const MIB = 1_048_576;

/** Sending and receiving one message. */
export function messagesContract(engine: Engine): void {
  describe(`${engine.name}: SQS messages`, () => {
    const bench = benchOf(engine);
    const sendBody = async (body: string) =>
      bench.client.send(new SendMessageCommand({ QueueUrl: await bench.queue(), MessageBody: body }));

    it('carries a body unchanged, with its MD5', async () => {
      const url = await bench.queue();
      const body = '{"größe": "日本 🦊\\u0000", "space":\t1}\n';
      const id = await bench.send(url, body);
      const received = await bench.one(url);
      expect(received).toMatchObject({ MessageId: id, Body: body });
      expect(received.MD5OfBody).toBe(createHash('md5').update(body).digest('hex'));
    });

    it('answers no Messages at all when there are none', async () => {
      const answer = await bench.client.send(new ReceiveMessageCommand({ QueueUrl: await bench.queue() }));
      expect(answer.Messages).toBeUndefined();
    });

    it('shows attributes only when asked', async () => {
      const url = await bench.queue({ VisibilityTimeout: '0' });
      const MessageAttributes = {
        RULE_ARN: { DataType: 'String', StringValue: 'arn' },
        'a.b': { DataType: 'Number', StringValue: '1' },
        'a.c': { DataType: 'Binary', BinaryValue: Uint8Array.of(1, 255) },
      };
      await bench.client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x', MessageAttributes }));
      const names = async (...wanted: string[]) =>
        Object.keys((await bench.one(url, { MessageAttributeNames: wanted })).MessageAttributes ?? {}).sort();
      expect(await names()).toEqual([]);
      expect(await names('RULE_ARN', 'absent')).toEqual(['RULE_ARN']);
      expect(await names('a.*')).toEqual(['a.b', 'a.c']);
      expect(await names('All')).toEqual(['RULE_ARN', 'a.b', 'a.c']);
      expect(await names('.*')).toEqual(['RULE_ARN', 'a.b', 'a.c']);
      const { MessageAttributes: shown } = await bench.one(url, { MessageAttributeNames: ['a.c'] });
      expect(shown?.['a.c']?.BinaryValue).toEqual(Uint8Array.of(1, 255));
    });

    it('gives the MD5 of the attributes by the documented algorithm', async () => {
      const url = await bench.queue();
      const sent = await bench.client.send(
        new SendMessageCommand({
          QueueUrl: url,
          MessageBody: 'x',
          MessageAttributes: { timestamp: { DataType: 'Number', StringValue: '1493147359900' } },
        }),
      );
      const part = (text: string) => Buffer.concat([Buffer.of(0, 0, 0, text.length), Buffer.from(text)]);
      const digested = Buffer.concat([part('timestamp'), part('Number'), Buffer.of(1), part('1493147359900')]);
      const expected = createHash('md5').update(digested).digest('hex');
      expect(sent.MD5OfMessageAttributes).toBe(expected);
      expect((await bench.one(url, { MessageAttributeNames: ['All'] })).MD5OfMessageAttributes).toBe(expected);
    });

    it('shows system attributes only when asked, by the old and the new parameter', async () => {
      const url = await bench.queue({ VisibilityTimeout: '0' });
      const trace = {
        AWSTraceHeader: { DataType: 'String', StringValue: 'Root=1-5e1b4151-5ac6c58f5f6e5f5f5f5f5f5f;Sampled=0' },
      };
      await bench.client.send(
        new SendMessageCommand({ QueueUrl: url, MessageBody: 'x', MessageSystemAttributes: trace }),
      );
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
        AWSTraceHeader: trace.AWSTraceHeader.StringValue,
      });
    });

    it('takes 1 MiB and not a byte more', async () => {
      await sendBody('x'.repeat(MIB));
      await expect(sendBody('x'.repeat(MIB + 1))).rejects.toMatchObject({ name: 'InvalidParameterValue' });
      await expect(sendBody('ä'.repeat(MIB / 2 + 1))).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    });

    it('refuses an empty body and characters outside of the documented set', async () => {
      await expect(sendBody('')).rejects.toMatchObject({ name: 'MissingParameter' });
      await expect(sendBody('bell \u0007')).rejects.toMatchObject({ name: 'InvalidMessageContents' });
    });

    it('refuses requests out of range', async () => {
      const url = await bench.queue();
      for (const wrong of [{ MaxNumberOfMessages: 11 }, { MaxNumberOfMessages: 0 }, { WaitTimeSeconds: 21 }]) {
        await expect(bench.receive(url, wrong)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
      }
    });

    it('expires a message by its age, also when it was received', async (test) => {
      const url = await bench.queue({ MessageRetentionPeriod: '120' });
      await bench.send(url, 'old');
      await bench.pass(test, 119);
      const received = await bench.one(url, { VisibilityTimeout: 0 });
      await bench.pass(test, 2);
      expect(await bench.receive(url)).toEqual([]);
      await bench.client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: received.ReceiptHandle }));
    });

    it('holds a delayed message back', async (test) => {
      const url = await bench.queue({ DelaySeconds: '60' });
      await bench.send(url, 'later');
      expect(await bench.receive(url)).toEqual([]);
      expect(await bench.attribute(url, 'ApproximateNumberOfMessagesDelayed')).toBe('1');
      await bench.pass(test, 60);
      expect(await bench.receive(url)).toHaveLength(1);
    });
  });
}
