import type { ReceivedMessage } from '../../../src/domain/dead-letter/message.ts';

/** How EventBridge worded a delivery that failed. */
interface Failed {
  readonly code: string;
  readonly message: string;
}

const TIMED_OUT: Failed = {
  code: 'UNKNOWN',
  message: 'Unable to invoke ApiDestination endpoint: Timeout calling endpoint for API Destination: socket closed.',
};

const NO_SUCH_CACHE: Failed = {
  code: 'SDK_CLIENT_ERROR',
  message:
    'ApiDestination returned HTTP status 404 with payload: {"status":404,"title":"Not Found","description":"Cache not found"}',
};

/** The ARN of the rule of that name on the default bus. */
export function ruleArn(name: string): string {
  return `arn:aws:events:us-east-1:123456789012:rule/${name}`;
}

/** The ARN of the API destination of that name. */
export function destinationArn(name: string): string {
  return `arn:aws:events:us-east-1:123456789012:api-destination/${name}/11111111-2222-3333-4444-555555555555`;
}

/** A cacheSet that Momento answered too late: it can be sent as it is. */
export function timedOut(messageId: string, detail: object = {}): ReceivedMessage {
  return letter(messageId, 'cacheSet', { ...SET, ...detail }, TIMED_OUT);
}

/** A cacheSet of an item of its own that Momento answered too late. */
export function timedOutAlone(messageId: string): ReceivedMessage {
  return timedOut(messageId, { key: `order:${messageId}` });
}

/** A topicPublish that Momento answered too late: it can be sent as it is, but not twice. */
export function published(messageId: string): ReceivedMessage {
  return letter(messageId, 'topicPublish', { cacheName: 'orders', topicName: 'news', message: messageId }, TIMED_OUT);
}

/** A cacheSet with two keys of the same bytes: it can be sent once it is mended. */
export function twoKeys(messageId: string): ReceivedMessage {
  return letter(messageId, 'cacheSet', { ...SET, key_base64: 'b3JkZXI6MQ' }, TIMED_OUT);
}

/** A cacheDelete that names no key: nothing can mend it. */
export function noKey(messageId: string): ReceivedMessage {
  return letter(messageId, 'cacheDelete', { cacheName: 'orders' }, TIMED_OUT);
}

/** A cacheSet for a cache that does not exist: it waits for the operator. */
export function noCache(messageId: string): ReceivedMessage {
  return letter(messageId, 'cacheSet', SET, NO_SUCH_CACHE);
}

/** What is left of a cacheSet that Momento answered too late where the queue gets the input of the target: its message. */
export function messageAlone(messageId: string, text = 'paid'): ReceivedMessage {
  return { ...timedOut(messageId), body: JSON.stringify(text) };
}

/** A message that EventBridge did not put there. */
export function foreign(messageId: string): ReceivedMessage {
  return { ...bare(messageId), body: 'a note of another team' };
}

/** Several messages of one kind, with ids that begin alike. */
export function many(count: number, make: (messageId: string) => ReceivedMessage, prefix = 'm'): ReceivedMessage[] {
  return Array.from({ length: count }, (_, at) => make(`${prefix}${String(at).padStart(4, '0')}`));
}

const SET = { cacheName: 'orders', key: 'order:1', message: 'paid', ttl: 60 };

function letter(messageId: string, detailType: string, detail: object, failed: Failed): ReceivedMessage {
  const text = (value: string) => ({ dataType: 'String', text: value });
  const body = {
    version: '0',
    id: `original-of-${messageId}`,
    'detail-type': detailType,
    source: 'shop.orders',
    account: '123456789012',
    time: '2026-01-30T08:00:00Z',
    region: 'us-east-1',
    resources: [],
    detail,
  };
  return {
    ...bare(messageId),
    body: JSON.stringify(body),
    attributes: {
      RULE_ARN: text(ruleArn(detailType)),
      TARGET_ARN: text(destinationArn(detailType)),
      ERROR_CODE: text(failed.code),
      ERROR_MESSAGE: text(failed.message),
    },
  };
}

function bare(messageId: string): ReceivedMessage {
  const sentAt = Date.UTC(2026, 0, 30, 8);
  const nothing = { attributes: {}, traceHeader: undefined, systemAttributes: {} };
  return { messageId, receiptHandle: '', body: '', sentAt, receiveCount: 0, ...nothing };
}
