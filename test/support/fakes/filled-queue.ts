import { randomUUID } from 'node:crypto';
import { EventBridgeClient, ListRulesCommand, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, SQSClient } from '@aws-sdk/client-sqs';
import { SANDBOX_ACCOUNT, SANDBOX_REGION } from '../../../src/sandbox/account.ts';
import { clientOptions } from '../../contract/engine.ts';

/** What a dead letter holds: what can go as it is, what can go once it is mended, and what can never go. */
export type LetterKind = 'set' | 'set-without-ttl' | 'set-with-two-keys' | 'delete' | 'publish' | 'delete-without-key';

/** The rule and the target that a detail-type goes through. */
interface Route {
  readonly ruleArn: string;
  readonly targetArn: string;
}

const SENDS_AT_ONCE = 8;
const MESSAGES_A_REQUEST = 10;

/**
 * Puts dead letters into a queue as EventBridge would have, by SendMessageBatch. Each has a mark of its own in its detail
 * (`m-000000` and so on), which `markOf` finds again in a body and in a detail on the bus.
 */
export async function fillQueue(endpoint: string, queueUrl: string, kinds: readonly LetterKind[]): Promise<void> {
  const routes = await routesOf(endpoint);
  const sqs = new SQSClient({ ...clientOptions(endpoint), useQueueUrlAsEndpoint: false });
  const batches = Array.from({ length: Math.ceil(kinds.length / MESSAGES_A_REQUEST) }, (_, at) => at);
  const sender = async (): Promise<void> => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      const from = batch * MESSAGES_A_REQUEST;
      const some = kinds.slice(from, from + MESSAGES_A_REQUEST);
      const Entries = some.map((kind, at) => letter(kind, from + at, routes));
      const { Failed = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
      if (Failed.length > 0) throw new Error(`a dead letter could not be put into the queue: ${Failed[0]?.Message}`);
    }
  };
  await Promise.all(Array.from({ length: SENDS_AT_ONCE }, sender));
  sqs.destroy();
}

/** The mark of a dead letter, in its body or in the detail of its event. */
export function markOf(text: string): string {
  return /m-\d{6}/.exec(text)?.[0] ?? '';
}

function letter(kind: LetterKind, at: number, routes: ReadonlyMap<string, Route>): SendMessageBatchRequestEntry {
  const { detailType, detail } = eventOf(kind, `m-${String(at).padStart(6, '0')}`);
  const { ruleArn, targetArn } = routes.get(detailType) as Route;
  const attributes = {
    RULE_ARN: ruleArn,
    TARGET_ARN: targetArn,
    ERROR_CODE: 'UNKNOWN',
    ERROR_MESSAGE:
      'Unable to invoke ApiDestination endpoint: Timeout calling endpoint for API Destination: socket closed.',
    EXHAUSTED_RETRY_CONDITION: 'MaximumEventAgeInSeconds',
    RETRY_ATTEMPTS: '129',
  };
  const body = {
    version: '0',
    id: randomUUID(),
    'detail-type': detailType,
    source: 'shop',
    account: SANDBOX_ACCOUNT,
    time: '2026-01-31T03:00:00Z',
    region: SANDBOX_REGION,
    resources: [],
    detail,
  };
  return {
    Id: String(at % MESSAGES_A_REQUEST),
    MessageBody: JSON.stringify(body),
    MessageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, text]) => [name, { DataType: 'String', StringValue: text }]),
    ),
  };
}

function eventOf(kind: LetterKind, mark: string): { readonly detailType: string; readonly detail: object } {
  const item = { cacheName: 'orders', key: mark };
  switch (kind) {
    case 'set':
      return { detailType: 'cacheSet', detail: { ...item, message: 'paid', ttl: 3600 } };
    case 'set-without-ttl':
      return { detailType: 'cacheSet', detail: { ...item, message: 'paid' } };
    case 'set-with-two-keys': {
      const key_base64 = Buffer.from(mark).toString('base64url');
      return { detailType: 'cacheSet', detail: { ...item, key_base64, message: 'paid', ttl: 3600 } };
    }
    case 'delete':
      return { detailType: 'cacheDelete', detail: item };
    case 'publish':
      return { detailType: 'topicPublish', detail: { cacheName: 'orders', topicName: 'prices', message: mark } };
    case 'delete-without-key':
      return { detailType: 'cacheDelete', detail: { cacheName: 'orders', note: mark } };
  }
}

/** By detail-type, read off the deployed rules. */
async function routesOf(endpoint: string): Promise<ReadonlyMap<string, Route>> {
  const events = new EventBridgeClient(clientOptions(endpoint));
  const { Rules = [] } = await events.send(new ListRulesCommand({}));
  const routes = await Promise.all(
    Rules.map(async ({ Name, Arn, EventPattern = '{}' }) => {
      const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ Rule: Name }));
      const [detailType] = (JSON.parse(EventPattern) as Record<string, string[]>)['detail-type'] ?? [];
      return [detailType ?? '', { ruleArn: Arn ?? '', targetArn: Targets[0]?.Arn ?? '' }] as const;
    }),
  );
  events.destroy();
  return new Map(routes);
}
