import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { expect, it } from 'vitest';
import { bench } from '../bench.ts';

it('a raw row is a backup: sent to another queue it is the same message', async ({ onTestFinished }) => {
  const { cli, sqs, otherQueue } = await bench(onTestFinished);
  const queue = await otherQueue();
  const sent = {
    MessageBody: '{"a": 9007199254740993,\r\n\t"b":"\\u001b \u009b\u202e\u2028 größe 🙂"}',
    MessageAttributes: {
      RULE_ARN: { DataType: 'String', StringValue: 'arn:aws:events:us-east-1:1:rule/größe' },
      bytes: { DataType: 'Binary.gzip', BinaryValue: new Uint8Array([0, 255, 128, 10]) },
      count: { DataType: 'Number', StringValue: '007' },
    },
  };
  await sqs.send(new SendMessageCommand({ QueueUrl: queue, ...sent }));
  const { status, stdout } = await cli('dlq', 'list', '--queue', queue, '--output', 'ndjson', '--raw');
  expect(status).toBe(0);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
  expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u202e]/);
  const { raw, messageId } = JSON.parse(stdout);
  expect(raw).toEqual({
    masked: false,
    body: sent.MessageBody,
    attributes: { ...sent.MessageAttributes, bytes: { DataType: 'Binary.gzip', BinaryValue: 'AP+ACg==' } },
    systemAttributes: {
      SenderId: expect.any(String),
      SentTimestamp: expect.stringMatching(/^\d{13}$/),
      ApproximateReceiveCount: '1',
      ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
    },
  });
  const bytes = { ...raw.attributes.bytes, BinaryValue: Buffer.from(raw.attributes.bytes.BinaryValue, 'base64') };
  const MessageAttributes = { ...raw.attributes, bytes };
  await sqs.send(new SendMessageCommand({ QueueUrl: queue, MessageBody: raw.body, MessageAttributes }));
  const all = { QueueUrl: queue, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] };
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(all));
  expect(Messages.map(({ MessageId }) => MessageId === messageId)).toEqual(expect.arrayContaining([true, false]));
  const [first, second] = Messages;
  expect([first?.MD5OfBody, first?.MD5OfMessageAttributes]).toEqual([
    second?.MD5OfBody,
    second?.MD5OfMessageAttributes,
  ]);
});
