import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { sandboxes } from './started.ts';

const run = promisify(execFile);
const isThere = spawnSync('aws', ['--version']).status === 0;

describe.skipIf(!isThere)('the aws command', () => {
  const start = sandboxes();

  it('creates, sends, receives, deletes and reads a refusal', { timeout: 60_000 }, async () => {
    const { sandbox } = await start();
    const env = {
      PATH: process.env.PATH,
      HOME: '/nonexistent',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'sandbox',
      AWS_SECRET_ACCESS_KEY: 'sandbox',
    };
    // Version 1 of the command does not hear AWS_ENDPOINT_URL for SQS, so the endpoint is an argument.
    const aws = async (...words: string[]) => {
      const { stdout } = await run('aws', [...words, '--endpoint-url', sandbox.url, '--output', 'json'], { env });
      return stdout.trim() === '' ? {} : JSON.parse(stdout);
    };
    const { QueueUrl } = await aws('sqs', 'create-queue', '--queue-name', 'by-hand');
    const queue = ['--queue-url', QueueUrl as string];
    const attributes = JSON.stringify({ RULE_ARN: { DataType: 'String', StringValue: 'arn' } });
    const sent = await aws(
      'sqs',
      'send-message',
      ...queue,
      '--message-body',
      'hällo',
      '--message-attributes',
      attributes,
    );
    const received = await aws(
      'sqs',
      'receive-message',
      ...queue,
      '--message-attribute-names',
      'All',
      '--attribute-names',
      'All',
    );
    expect(received.Messages).toMatchObject([
      {
        MessageId: sent.MessageId,
        Body: 'hällo',
        Attributes: { ApproximateReceiveCount: '1' },
        MessageAttributes: { RULE_ARN: { StringValue: 'arn' } },
        MD5OfMessageAttributes: sent.MD5OfMessageAttributes,
      },
    ]);
    await aws('sqs', 'delete-message', ...queue, '--receipt-handle', received.Messages[0].ReceiptHandle);
    expect(await aws('sqs', 'receive-message', ...queue)).toEqual({});
    const refused = aws('sqs', 'get-queue-url', '--queue-name', 'absent');
    await expect(refused).rejects.toMatchObject({
      stderr: expect.stringMatching(
        /\(AWS\.SimpleQueueService\.NonExistentQueue\).*The specified queue does not exist/,
      ),
    });
    expect(await aws('sts', 'get-caller-identity')).toMatchObject({ Account: '000000000000' });
  });
});
