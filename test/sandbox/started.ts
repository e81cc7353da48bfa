import { randomUUID } from 'node:crypto';
import { CreateQueueCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { afterEach } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/sandbox.ts';
import { sqsAt } from '../contract/engine.ts';

/** A sandbox for one test, with a queue and a client that does not retry. */
export interface Started {
  readonly sandbox: Sandbox;
  readonly client: SQSClient;
  readonly queueUrl: string;
  control(path: string, body?: unknown): Promise<unknown>;
}

/** Starts sandboxes and stops them when the test that started them is over. */
export function sandboxes(): (options?: SandboxOptions) => Promise<Started> {
  const running: Started[] = [];
  afterEach(async () => {
    for (const one of running.splice(0)) {
      one.client.destroy();
      await one.sandbox.stop();
    }
  });
  return async (options) => {
    const sandbox = await startSandbox(options);
    const client = sqsAt(sandbox.url);
    const made = await client.send(new CreateQueueCommand({ QueueName: `q-${randomUUID()}` }));
    const started: Started = {
      sandbox,
      client,
      queueUrl: made.QueueUrl as string,
      async control(path, body) {
        const post = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
        return (await fetch(`${sandbox.url}/_sandbox/${path}`, post)).json();
      },
    };
    running.push(started);
    return started;
  };
}
