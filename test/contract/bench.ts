import { randomUUID } from 'node:crypto';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  type Message,
  type QueueAttributeName,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, type TestContext } from 'vitest';
import { type Engine, type RunningEngine, sqsAt } from './engine.ts';

/** A running engine and short words for what every test of it does. */
export interface Bench {
  readonly client: SQSClient;
  /** A new queue each time; answers its URL. */
  queue(attributes?: Partial<Record<QueueAttributeName, string>>): Promise<string>;
  send(queueUrl: string, body: string): Promise<string>;
  receive(queueUrl: string, more?: Partial<ReceiveMessageCommandInput>): Promise<readonly Message[]>;
  /** Receives one message, or throws. */
  one(queueUrl: string, more?: Partial<ReceiveMessageCommandInput>): Promise<Message & { ReceiptHandle: string }>;
  attribute(queueUrl: string, name: QueueAttributeName): Promise<string | undefined>;
  /** Receives when that many seconds are over; where the engine's time cannot be moved a long poll waits for them. */
  receiveAfter(
    seconds: number,
    queueUrl: string,
    more?: Partial<ReceiveMessageCommandInput>,
  ): Promise<readonly Message[]>;
  /** Skips the test where the engine's time cannot be moved. */
  pass(test: TestContext, seconds: number): Promise<void>;
}

/** Starts the engine for the tests of the surrounding describe, and stops it after them. */
export function benchOf(engine: Engine): Bench {
  let running: RunningEngine;
  let client: SQSClient;
  beforeAll(async () => {
    running = await engine.start();
    client = sqsAt(running.endpoint, engine.errorPrefix);
  });
  afterAll(async () => {
    client.destroy();
    await running.stop();
  });
  const bench: Bench = {
    get client() {
      return client;
    },
    async queue(attributes) {
      const name = `q-${randomUUID()}`;
      const made = await client.send(
        new CreateQueueCommand({ QueueName: name, ...(attributes && { Attributes: attributes }) }),
      );
      return made.QueueUrl as string;
    },
    async send(queueUrl, body) {
      const sent = await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body }));
      return sent.MessageId as string;
    },
    async receive(queueUrl, more) {
      const received = await client.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, ...more }));
      return received.Messages ?? [];
    },
    async one(queueUrl, more) {
      const [message] = await bench.receive(queueUrl, more);
      if (message?.ReceiptHandle === undefined) throw new Error('no message was received');
      return { ...message, ReceiptHandle: message.ReceiptHandle };
    },
    async attribute(queueUrl, name) {
      const got = await client.send(new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: [name] }));
      return got.Attributes?.[name];
    },
    async receiveAfter(seconds, queueUrl, more) {
      if (running.advance === undefined) return bench.receive(queueUrl, { WaitTimeSeconds: seconds + 10, ...more });
      await running.advance(seconds * 1000);
      return bench.receive(queueUrl, more);
    },
    async pass(test, seconds) {
      if (running.advance === undefined) test.skip(`the time of ${engine.name} cannot be moved`);
      await running.advance?.(seconds * 1000);
    },
  };
  return bench;
}
