import {
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  type PutEventsRequestEntry,
  PutTargetsCommand,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { afterEach } from 'vitest';
import type { EventRecord } from '../../src/sandbox/journal.ts';
import { startWholeSandbox, type WholeSandbox, type WholeSandboxOptions } from '../../src/sandbox/whole-sandbox.ts';
import { clientOptions, sqsAt } from '../contract/engine.ts';

/** A dead letter as a consumer sees it, its attributes as plain texts. */
export interface Received {
  readonly body: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly traceHeader: string | undefined;
}

/** A sandbox with the quick-start in it, for one test. */
export interface StartedIntegration {
  readonly sandbox: WholeSandbox;
  readonly events: EventBridgeClient;
  readonly sqs: SQSClient;
  /** Puts events through the SDK and waits until their deliveries are done; answers what the journal says of the last. */
  put(...entries: PutEventsRequestEntry[]): Promise<EventRecord>;
  /** Receives up to ten messages of the stack's dead letter queue. */
  deadLetters(): Promise<readonly Received[]>;
  /** Puts the only target of the rule for that detail-type again, changed. */
  changeTarget(detailType: string, change: Partial<Target>): Promise<void>;
  control(path: string, body?: unknown): Promise<unknown>;
}

/** Starts integrations and stops them when the test that started them is over. */
export function integrations(): (options?: WholeSandboxOptions) => Promise<StartedIntegration> {
  const running: StartedIntegration[] = [];
  afterEach(async () => {
    for (const { sandbox, events, sqs } of running.splice(0)) {
      events.destroy();
      sqs.destroy();
      await sandbox.stop();
    }
  });
  return async (options) => {
    const started = startedWith(await startWholeSandbox(options));
    running.push(started);
    return started;
  };
}

function startedWith(sandbox: WholeSandbox): StartedIntegration {
  const events = new EventBridgeClient({ ...clientOptions(sandbox.url), maxAttempts: 1 });
  const sqs = sqsAt(sandbox.url);
  const { integration, stack } = sandbox;
  return {
    sandbox,
    events,
    sqs,
    async put(...Entries) {
      await events.send(new PutEventsCommand({ Entries }));
      await integration.eventBridge.dispatcher.idle();
      return integration.journal.events().at(-1) as EventRecord;
    },
    async deadLetters() {
      const queue = stack.resources.find(({ logicalId }) => logicalId === 'FailedDeliveryDLQ');
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: queue?.physicalId,
          MaxNumberOfMessages: 10,
          MessageAttributeNames: ['All'],
          MessageSystemAttributeNames: ['All'],
        }),
      );
      return Messages.map(received);
    },
    async changeTarget(detailType, change) {
      const { Rules = [] } = await events.send(new ListRulesCommand({}));
      const rule = Rules.find(({ EventPattern }) => EventPattern?.includes(detailType));
      const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ Rule: rule?.Name }));
      const changed = { ...(Targets[0] as Target), ...change };
      await events.send(new PutTargetsCommand({ Rule: rule?.Name, Targets: [changed] }));
    },
    async control(path, body) {
      const post = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
      return (await fetch(`${sandbox.url}/_sandbox/${path}`, post)).json();
    },
  };
}

function received(message: Message): Received {
  return {
    body: message.Body ?? '',
    attributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, { StringValue }]) => [name, StringValue]),
    ),
    traceHeader: message.Attributes?.AWSTraceHeader,
  };
}

/** An entry of PutEvents. */
export function entry(detailType: string, detail: unknown, more: Partial<PutEventsRequestEntry> = {}) {
  return { Source: 'shop.orders', DetailType: detailType, Detail: JSON.stringify(detail), ...more };
}

/** A cacheSet that succeeds. */
export const GOOD_SET = { cacheName: 'orders', key: 'order:1', message: 'paid', ttl: 60 };
