import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, TagQueueCommand } from '@aws-sdk/client-sqs';
import { GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { clientOptions } from '../../contract/engine.ts';
import { sandboxes } from '../started.ts';

describe('the sandbox refuses', () => {
  const start = sandboxes();

  it.each(['', 'a b', '.a', 'a.', 'a..b', 'AWS.a', 'amazon.a', 'x'.repeat(257)])(
    'the attribute name %j',
    async (name) => {
      const { client, queueUrl } = await start();
      const MessageAttributes = { [name]: { DataType: 'String', StringValue: 'x' } };
      const send = client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'x', MessageAttributes }));
      await expect(send).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    },
  );

  it.each([
    ['no type', { DataType: undefined, StringValue: 'x' }],
    ['an unknown type', { DataType: 'Text', StringValue: 'x' }],
    ['an empty value', { DataType: 'String', StringValue: '' }],
    ['a value of the other kind', { DataType: 'Binary', StringValue: 'x' }],
    ['a number that is none', { DataType: 'Number', StringValue: '1,5' }],
  ])('an attribute with %s', async (_, attribute) => {
    const { client, queueUrl } = await start();
    const MessageAttributes = { a: attribute as { DataType: string } };
    const send = client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'x', MessageAttributes }));
    await expect(send).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  it('a queue of another account, and a handle of another queue', async () => {
    const { client, queueUrl, sandbox } = await start();
    const foreign = queueUrl.replace('/000000000000/', '/111111111111/');
    await expect(client.send(new ReceiveMessageCommand({ QueueUrl: foreign }))).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
    });
    const other = sandbox.queues.urlOf(sandbox.queues.create('other', new Map()));
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'x' }));
    const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl: queueUrl }));
    const remove = client.send(
      new DeleteMessageCommand({ QueueUrl: other, ReceiptHandle: Messages?.[0]?.ReceiptHandle }),
    );
    await expect(remove).rejects.toMatchObject({ name: 'ReceiptHandleIsInvalid' });
  });

  it('what it does not have, by name, in both protocols', async () => {
    const { client, queueUrl, sandbox } = await start();
    const tag = client.send(new TagQueueCommand({ QueueUrl: queueUrl, Tags: { a: 'b' } }));
    await expect(tag).rejects.toMatchObject({ name: 'UnknownOperationException', message: /AmazonSQS\.TagQueue/ });
    const sts = new STSClient(clientOptions(sandbox.url));
    await expect(sts.send(new GetSessionTokenCommand())).rejects.toMatchObject({
      name: 'InvalidAction',
      message: /GetSessionToken/,
    });
  });

  it('requests that no client makes, without falling over', async () => {
    const { sandbox, control } = await start();
    const post = (body: string, headers: Record<string, string>) =>
      fetch(sandbox.url, { method: 'POST', body, headers });
    const target = { 'x-amz-target': 'AmazonSQS.SendMessage' };
    expect((await post('{not json', target)).status).toBe(400);
    expect((await post('[]', target)).status).toBe(400);
    expect((await post('{}', { 'x-amz-target': 'AmazonSQS.constructor' })).status).toBe(400);
    expect((await post('{}', { 'x-amz-target': 'Nobody' })).status).toBe(400);
    const form = await post('Action=<a>%26&Version=2011-06-15', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(form.status).toBe(400);
    expect(await form.text()).toContain('no action &#60;a&#62;&#38; of');
    expect((await fetch(`${sandbox.url}/nowhere`)).status).toBe(404);
    expect((await fetch(`${sandbox.url}/_sandbox/nowhere`)).status).toBe(404);
    expect((await post('x'.repeat(13 * 1024 * 1024), target)).status).toBe(413);
    expect(await control('health')).toMatchObject({ status: 'ok' });
  });
});
