import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { jsonAnswer } from '../../src/sandbox/controls.ts';
import { sandboxes } from './started.ts';

describe('the sandbox’s controls', () => {
  const start = sandboxes();

  it('account for every message that ever was in a queue', async () => {
    const { client, control, queueUrl: QueueUrl } = await start();
    const send = (MessageBody: string) => client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    await send('deleted');
    const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl }));
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: Messages?.[0]?.ReceiptHandle }));
    await send('expired');
    await control('clock', { advanceMs: 345_600_001 });
    await send('in-flight');
    await client.send(new ReceiveMessageCommand({ QueueUrl }));
    await send('visible');
    const states = async () => {
      const { messages } = (await control('messages?body')) as { messages: { body: string; state: string }[] };
      return messages.map(({ body, state }) => `${body} is ${state}`);
    };
    const ended = ['deleted is deleted', 'expired is expired'];
    expect(await states()).toEqual([...ended, 'in-flight is in-flight', 'visible is visible']);
    await client.send(new DeleteQueueCommand({ QueueUrl }));
    expect(await states()).toEqual([...ended, 'in-flight is purged', 'visible is purged']);
  });

  it('count the AWS requests by operation', async () => {
    const { client, control, queueUrl: QueueUrl } = await start();
    await client.send(new ReceiveMessageCommand({ QueueUrl }));
    await client.send(new ReceiveMessageCommand({ QueueUrl }));
    expect(await control('requests')).toEqual({ CreateQueue: 1, ReceiveMessage: 2 });
  });

  it('tell health and time, and move time forward only', async () => {
    const { control, sandbox } = await start();
    expect(await control('health')).toMatchObject({ status: 'ok' });
    const before = sandbox.clock.now();
    await control('clock', { advanceMs: 3_600_000 });
    expect(sandbox.clock.now() - before).toBeGreaterThanOrEqual(3_600_000);
    expect(await control('clock', { advanceMs: -1 })).toHaveProperty('error');
  });

  it('take what other parts add: controls, paths and services', async () => {
    const { sandbox, control } = await start({
      parts: () => [
        {
          controls: { 'GET events': () => jsonAnswer({ events: [] }) },
          paths: { '/cache/': (request) => ({ status: 200, body: `${request.method} ${request.path}` }) },
        },
      ],
    });
    expect(await control('events')).toEqual({ events: [] });
    const answer = await fetch(`${sandbox.url}/cache/a%2Fb?key=k`, { method: 'PUT', body: 'v' });
    expect(await answer.text()).toBe('PUT /cache/a%2Fb');
  });
});

describe('names of queues', () => {
  const start = sandboxes();

  it('rest for a minute after a deletion', async () => {
    const { client, control } = await start();
    const create = () => client.send(new CreateQueueCommand({ QueueName: 'again' }));
    await client.send(new DeleteQueueCommand({ QueueUrl: (await create()).QueueUrl }));
    await expect(create()).rejects.toMatchObject({ name: 'QueueDeletedRecently' });
    await control('clock', { advanceMs: 60_000 });
    await create();
  });

  it('are not taken for FIFO queues', async () => {
    const { client } = await start();
    const create = client.send(new CreateQueueCommand({ QueueName: 'a.fifo', Attributes: { FifoQueue: 'true' } }));
    await expect(create).rejects.toMatchObject({ name: 'UnsupportedOperation', message: /FIFO/ });
  });
});
