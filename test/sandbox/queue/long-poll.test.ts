import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { createSandboxClock } from '../../../src/sandbox/time/clock.ts';
import { sandboxes } from '../started.ts';

describe('a long poll', () => {
  const start = sandboxes();
  const receive = (QueueUrl: string, WaitTimeSeconds: number) =>
    new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds, VisibilityTimeout: 10 });

  it('ends empty when its time is over, by the sandbox’s clock', async () => {
    const { control, client, queueUrl } = await start({ clock: createSandboxClock(() => 0) });
    const waiting = client.send(receive(queueUrl, 20));
    await expect.poll(() => control('requests')).toMatchObject({ ReceiveMessage: 1 });
    await control('clock', { advanceMs: 20_000 });
    expect((await waiting).Messages).toBeUndefined();
  });

  it('gets a message whose visibility timeout passes meanwhile', async () => {
    const { control, client, queueUrl } = await start({ clock: createSandboxClock(() => 0) });
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'x' }));
    await client.send(receive(queueUrl, 0));
    const waiting = client.send(receive(queueUrl, 20));
    await expect.poll(() => control('requests')).toMatchObject({ ReceiveMessage: 2 });
    await control('clock', { advanceMs: 10_000 });
    expect((await waiting).Messages).toHaveLength(1);
  });

  it('takes nothing for a client that went away', async () => {
    const { control, client, queueUrl } = await start();
    const gone = new AbortController();
    const waiting = client.send(receive(queueUrl, 20), { abortSignal: gone.signal });
    await expect.poll(() => control('requests')).toMatchObject({ ReceiveMessage: 1 });
    gone.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    await control('health');
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'x' }));
    expect(await control('messages')).toMatchObject({ messages: [{ state: 'visible', receiveCount: 0 }] });
  });

  it('is ended when the sandbox stops', async () => {
    const { control, client, queueUrl, sandbox } = await start();
    const waiting = client.send(receive(queueUrl, 20));
    await expect.poll(() => control('requests')).toMatchObject({ ReceiveMessage: 1 });
    const ended = expect(waiting).rejects.toThrow();
    await sandbox.stop();
    await ended;
  });
});
