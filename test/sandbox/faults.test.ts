import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { createFaults } from '../../src/sandbox/faults/faults.ts';
import { createSandboxClock } from '../../src/sandbox/time/clock.ts';
import { clientOptions } from '../contract/engine.ts';
import { sandboxes } from './started.ts';

const always = { probability: 1 };

describe('chance', () => {
  const strikes = (seed: number) => {
    const faults = createFaults();
    faults.set([{ operation: '*', kind: 'request', probability: 0.05 }], seed);
    return Array.from({ length: 10_000 }, () => faults.strike('SendMessage', 'request') !== undefined);
  };

  it('repeats with its seed and differs with another', () => {
    expect(strikes(7)).toEqual(strikes(7));
    expect(strikes(7)).not.toEqual(strikes(8));
  });

  it('strikes about as often as it was told', () => {
    const struck = strikes(7).filter(Boolean).length;
    expect(struck).toBeGreaterThan(400);
    expect(struck).toBeLessThan(600);
  });

  it('keeps to operation, kind and number of times', () => {
    const faults = createFaults();
    faults.set([{ operation: 'SendMessage', kind: 'request', times: 2, ...always }], 1);
    expect(faults.strike('DeleteMessage', 'request')).toBeUndefined();
    expect(faults.strike('SendMessage', 'lost')).toBeUndefined();
    expect(faults.strike('SendMessage', 'request')).toBeDefined();
    expect(faults.strike('SendMessage', 'request')).toBeDefined();
    expect(faults.strike('SendMessage', 'request')).toBeUndefined();
  });
});

describe('faults on demand', () => {
  const start = sandboxes();

  it('fail a request by name and status, in both protocols', async () => {
    const { control, client, queueUrl, sandbox } = await start();
    const rule = { kind: 'request', code: 'ThrottlingException', message: 'slower', status: 429, ...always };
    await control('faults', { seed: 1, rules: [{ operation: '*', ...rule }] });
    const refused = { name: 'ThrottlingException', message: 'slower', $metadata: { httpStatusCode: 429 } };
    const send = client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'x' }));
    await expect(send).rejects.toMatchObject(refused);
    const sts = new STSClient({ ...clientOptions(sandbox.url), maxAttempts: 1 });
    await expect(sts.send(new GetCallerIdentityCommand())).rejects.toMatchObject(refused);
    expect(await control('messages')).toEqual({ messages: [] });
  });

  it('fail single entries of a batch and leave them undone', async () => {
    const { control, client, queueUrl } = await start();
    const Entries = Array.from({ length: 10 }, (_, at) => ({ Id: `e${at}`, MessageBody: `body ${at}` }));
    await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    await control('faults', {
      seed: 1,
      rules: [{ operation: 'DeleteMessageBatch', kind: 'entry', probability: 1, times: 3 }],
    });
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }),
    );
    const deleted = await client.send(
      new DeleteMessageBatchCommand({
        QueueUrl: queueUrl,
        Entries: Messages.map(({ ReceiptHandle }, at) => ({ Id: `d${at}`, ReceiptHandle })),
      }),
    );
    expect(deleted.Failed).toHaveLength(3);
    expect(deleted.Failed?.[0]).toMatchObject({ Id: 'd0', Code: 'InternalError', SenderFault: false });
    expect(deleted.Successful).toHaveLength(7);
    const { messages } = (await control('messages')) as { messages: { state: string }[] };
    expect(messages.filter(({ state }) => state === 'in-flight')).toHaveLength(3);
  });

  it('let a receive come back empty without taking the message', async () => {
    const { control, client, queueUrl } = await start();
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'x' }));
    await control('faults', {
      seed: 1,
      rules: [{ operation: 'ReceiveMessage', kind: 'empty', probability: 1, times: 1 }],
    });
    const receive = new ReceiveMessageCommand({ QueueUrl: queueUrl, WaitTimeSeconds: 20 });
    expect((await client.send(receive)).Messages).toBeUndefined();
    expect((await client.send(receive)).Messages).toHaveLength(1);
  });

  it('carry a request out and lose its answer', async () => {
    const { control, client, queueUrl } = await start();
    await control('faults', { seed: 1, rules: [{ operation: 'SendMessage', kind: 'lost', ...always }] });
    const send = client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'arrived' }));
    await expect(send).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await control('messages?body')).toMatchObject({ messages: [{ state: 'visible', body: 'arrived' }] });
  });

  it('delay an answer by the sandbox’s time', async () => {
    const clock = createSandboxClock(() => 0);
    const { control, client, queueUrl, sandbox } = await start({ clock });
    const rules = [{ operation: 'GetQueueAttributes', kind: 'latency', milliseconds: 60_000, ...always }];
    await control('faults', { seed: 1, rules });
    let answered = false;
    const asked = client.send(new GetQueueAttributesCommand({ QueueUrl: queueUrl })).then(() => {
      answered = true;
    });
    await control('requests');
    await expect.poll(() => control('requests')).toMatchObject({ GetQueueAttributes: 1 });
    sandbox.clock.advance(59_999);
    await control('health');
    expect(answered).toBe(false);
    sandbox.clock.advance(1);
    await asked;
  });

  it('are refused when they could never strike', async () => {
    const { control } = await start();
    const refusal = async (rule: unknown) =>
      ((await control('faults', { seed: 1, rules: [rule] })) as { error: string }).error;
    expect(await refusal({ operation: 'X', kind: 'sometimes', ...always })).toContain('kind');
    expect(await refusal({ operation: 'X', kind: 'entry', probabilty: 1 })).toContain('probability');
    expect(await refusal({ operation: 'X', kind: 'entry', ...always, cod: 'Y' })).toContain('cod');
  });
});
