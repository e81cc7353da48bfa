import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { expect, it } from 'vitest';
import { createFaults } from '../../src/sandbox/faults/faults.ts';
import { sandboxes } from './started.ts';

const start = sandboxes();

/** A sandbox in which the next SendMessage stands still at that boundary, and the request that does. */
async function halted(boundary: string) {
  const { control, client, queueUrl, sandbox } = await start();
  await control('faults', {
    rules: [{ operation: 'SendMessage', kind: `halt-${boundary}`, probability: 1, times: 1 }],
  });
  const send = (body: string) => client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body }));
  const told = control('halted');
  const sent = send('first').then(
    () => 'answered',
    (error: { code?: string }) => error.code,
  );
  expect(await told).toEqual({ operation: 'SendMessage', boundary });
  const bodies = async () =>
    ((await control('messages?body')) as { messages: { body: string }[] }).messages.map(({ body }) => body);
  return { control, sandbox, send, sent, bodies };
}

it('a request that stands on its arrival is carried out when it is released', async () => {
  const { control, sent, bodies } = await halted('on-arrival');
  expect(await bodies()).toEqual([]);
  await control('release', {});
  expect(await sent).toBe('answered');
  expect(await bodies()).toEqual(['first']);
});

it('a request that is dropped on its arrival was never there', async () => {
  const { control, sent, bodies } = await halted('on-arrival');
  await control('release', { drop: true });
  expect(await sent).toBe('ECONNRESET');
  expect(await bodies()).toEqual([]);
});

it('a request that is dropped when done has had its effect', async () => {
  const { control, sent, bodies } = await halted('when-done');
  expect(await bodies()).toEqual(['first']);
  await control('release', { drop: true });
  expect(await sent).toBe('ECONNRESET');
});

it('after a request was answered every other one stands on its arrival', async () => {
  const { control, send, sent, bodies } = await halted('when-answered');
  expect(await sent).toBe('answered');
  const later = send('second');
  await expect.poll(() => control('requests')).toMatchObject({ SendMessage: 2 });
  expect(await bodies()).toEqual(['first']);
  await control('release', {});
  await later;
  expect(await bodies()).toEqual(['first', 'second']);
});

it('lets so many pass before it strikes', () => {
  const faults = createFaults();
  faults.set([{ operation: 'PutEvents', kind: 'request', probability: 1, after: 2, times: 1 }], 1);
  const strikes = Array.from({ length: 5 }, () => faults.strike('PutEvents', 'request') !== undefined);
  expect(strikes).toEqual([false, false, true, false, false]);
});

it('gives a message again while it is in hand, and then only the newer receipt deletes it', async () => {
  const { control, client, queueUrl } = await start();
  await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'x' }));
  await control('faults', { rules: [{ operation: 'ReceiveMessage', kind: 'again', probability: 1, times: 1 }] });
  const receive = async () =>
    (await client.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, VisibilityTimeout: 60 }))).Messages?.[0];
  const [first, second, third] = [await receive(), await receive(), await receive()];
  expect(second?.MessageId).toBe(first?.MessageId);
  expect(third).toBeUndefined();
  const states = async () =>
    ((await control('messages')) as { messages: { state: string }[] }).messages.map(({ state }) => state);
  await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: first?.ReceiptHandle }));
  expect(await states()).toEqual(['in-flight']);
  await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: second?.ReceiptHandle }));
  expect(await states()).toEqual(['deleted']);
});

it('tells when the first and the last request of an operation came', async () => {
  const { control, client, queueUrl } = await start();
  for (const MessageBody of ['x', 'y']) await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody }));
  const { SendMessage } = (await control('requests?times')) as { SendMessage: Record<string, number> };
  expect(SendMessage).toMatchObject({ count: 2 });
  expect(SendMessage?.last).toBeGreaterThanOrEqual(SendMessage?.first ?? Number.NaN);
  expect(SendMessage?.first).toBeGreaterThan(Date.now() - 60_000);
});
