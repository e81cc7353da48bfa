import type { CauseId } from '../../../../src/domain/diagnosis/catalogue.ts';
import type { Confidence } from '../../../../src/domain/diagnosis/diagnosis.ts';
import {
  answered,
  FINE_DETAIL,
  GAVE_UP,
  momentoSaid,
  QUEUE_TARGET_ARN,
  type Sample,
} from '../../../support/builders/messages.ts';
import {
  BUS_V2_RECORD,
  ENCRYPTED_EVENT,
  pipeRecord,
  SCHEDULE_ATTRIBUTES,
  SCHEDULED_EVENT,
} from '../../../support/builders/records.ts';

const REFUSED = { code: 'SDK_CLIENT_ERROR', error: momentoSaid(400, 'Bad Request') };
const bad = (change: object): Sample => ({ ...REFUSED, detail: { ...FINE_DETAIL, ...change } });
const said = (status: number, title: string, description?: string): Sample => ({
  code: 'SDK_CLIENT_ERROR',
  error: momentoSaid(status, title, description),
});
const NO_RULE: Sample = { ruleArn: undefined, targetArn: undefined };
const SCHEDULED = Object.fromEntries(
  Object.entries(SCHEDULE_ATTRIBUTES).map(([name, text]) => [name, { dataType: 'String', text }]),
);
const publish = { ...REFUSED, detailType: 'topicPublish' };

const DENIED =
  'User: events.amazonaws.com is not authorized to perform: events:InvokeApiDestination on resource: arn (Service: EventBridge; Status Code: 403; Error Code: AccessDenied; Request ID: 1)';
const ASSUME =
  'User: events.amazonaws.com is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::1:role/r';
const GONE =
  'The specified queue does not exist or you do not have access to it. (Service: AmazonSQS; Status Code: 400; Error Code: AWS.SimpleQueueService.NonExistentQueue; Request ID: 1; Proxy: null)';
const UNREACHABLE = 'Unable to invoke ApiDestination endpoint: API destination endpoint cannot be reached.';
const TIMED_OUT =
  'Unable to invoke ApiDestination endpoint: Timeout calling endpoint for API Destination: socket closed.';

/** A dead letter, its cause, the causes that lost, and how sure the cause is. */
export type CauseSample = readonly [Sample, CauseId, readonly CauseId[], Confidence];

/** What lies in the message itself. */
export const MESSAGE_SAMPLES: readonly CauseSample[] = [
  [{ ruleArn: undefined, body: 'hello' }, 'not-an-event', [], 'certain'],
  [{ targetArn: QUEUE_TARGET_ARN }, 'other-target', [], 'certain'],
  [
    { targetArn: QUEUE_TARGET_ARN, body: '"hello"', code: 'NO_RESOURCE', error: GONE },
    'other-target',
    ['target-missing'],
    'certain',
  ],
  [
    { body: '"hello"', ...said(404, 'Not Found', 'Cache not found') },
    'event-incomplete',
    ['cache-not-found'],
    'certain',
  ],
  [
    { body: '"say "hi""', code: 'INVALID_JSON', error: 'Invalid input for target.' },
    'event-incomplete',
    ['transform-failed'],
    'certain',
  ],
  [{ body: ENCRYPTED_EVENT, code: 'EVENT_DECRYPTION_FAILURE' }, 'event-encrypted', ['aws-error'], 'certain'],
  [{ ...NO_RULE, body: ENCRYPTED_EVENT }, 'event-encrypted', [], 'certain'],
  [{ body: ENCRYPTED_EVENT, targetArn: QUEUE_TARGET_ARN }, 'other-target', [], 'certain'],
  [{ ...NO_RULE, body: pipeRecord('DDBStreamBatchInfo') }, 'pipe-record', [], 'certain'],
  [{ ...NO_RULE, body: pipeRecord('KinesisBatchInfo') }, 'pipe-record', [], 'certain'],
  [{ ...NO_RULE, body: BUS_V2_RECORD }, 'bus-v2-record', [], 'certain'],
  [NO_RULE, 'not-from-a-rule', [], 'certain'],
  [{ ...NO_RULE, ...bad({ ttl: 0 }) }, 'not-from-a-rule', ['ttl-invalid', 'bad-request'], 'certain'],
  [{ ...NO_RULE, body: SCHEDULED_EVENT }, 'schedule-record', [], 'certain'],
  [{ ...NO_RULE, body: '"hello"', attributes: SCHEDULED }, 'schedule-record', ['aws-error'], 'certain'],
];

/** What lies in the event. */
export const EVENT_SAMPLES: readonly CauseSample[] = [
  [
    { ...bad({ key_base64: 'dXNlcjox' }), error: momentoSaid(400, 'Multiple Keys Specified') },
    'key-conflict',
    ['bad-request'],
    'certain',
  ],
  [bad({ key: undefined }), 'key-missing', ['bad-request'], 'certain'],
  [bad({ key: '' }), 'key-invalid', ['bad-request'], 'certain'],
  [bad({ key: undefined, key_base64: 'Pz8/' }), 'key-base64-invalid', ['bad-request'], 'certain'],
  [bad({ ttl: undefined }), 'ttl-missing', ['bad-request'], 'certain'],
  [bad({ ttl: 'soon' }), 'ttl-invalid', ['bad-request'], 'certain'],
  [bad({ message: undefined }), 'message-missing', ['bad-request'], 'certain'],
  [
    { detail: { ...FINE_DETAIL, message: 'say "hi"' }, code: 'INVALID_JSON', error: 'Invalid input for target.' },
    'message-unrenderable',
    ['transform-failed'],
    'certain',
  ],
  [bad({ cacheName: '' }), 'cache-name-missing', ['bad-request'], 'certain'],
  [{ ...publish, detail: { cacheName: 'c', message: 'm' } }, 'topic-name-missing', ['bad-request'], 'certain'],
  [
    { ...REFUSED, detailType: 'cacheAppend', detail: { key: 1 } },
    'detail-type-unknown',
    ['ttl-missing', 'message-missing', 'cache-name-missing', 'bad-request'],
    'certain',
  ],
  [bad({ key: undefined, ttl: 0 }), 'key-missing', ['ttl-invalid', 'bad-request'], 'certain'],
  [
    { ...said(404, 'Not Found', 'Cache not found'), detail: { ...FINE_DETAIL, ttl: 0 } },
    'ttl-invalid',
    ['cache-not-found'],
    'certain',
  ],
  [{ detail: { ...FINE_DETAIL, ttl: 0 } }, 'ttl-invalid', [], 'certain'],
];

/** What Momento's answer tells. */
export const ANSWER_SAMPLES: readonly CauseSample[] = [
  [said(404, 'Not Found', 'Cache not found'), 'cache-not-found', [], 'certain'],
  [{ error: answered(404, '') }, 'cache-not-found', [], 'likely'],
  [{ error: answered(404, '{"title":"Not Fou') }, 'unexpected-status', [], 'likely'],
  [said(401, 'Unauthorized', 'The token has expired'), 'credential-expired', [], 'certain'],
  [said(401, 'Unauthorized', 'Could not validate authorization header'), 'credential-rejected', [], 'certain'],
  [said(401, 'No Auth Token Provided'), 'credential-rejected', [], 'certain'],
  [said(403, 'Forbidden'), 'permission-denied', [], 'certain'],
  [{ ...said(429, 'Resources Exhausted', 'operations per second'), exhausted: GAVE_UP }, 'rate-limited', [], 'certain'],
  [said(429, 'Resources Exhausted', 'item size limit'), 'size-limit-exceeded', [], 'certain'],
  [said(400, 'Bad Request', 'The request size is over the limit'), 'size-limit-exceeded', [], 'certain'],
  [{ error: answered(413, 'Payload Too Large') }, 'size-limit-exceeded', [], 'likely'],
  [{ ...said(500, 'Internal Server Error'), exhausted: GAVE_UP }, 'momento-unavailable', [], 'certain'],
  [{ error: answered(502, '<html>Bad Gateway</html>') }, 'momento-unavailable', [], 'likely'],
  [said(400, 'Bad Request'), 'bad-request', [], 'certain'],
  [said(400, 'Multiple Auth Tokens Specified'), 'bad-request', [], 'certain'],
  [{ error: answered(302, '') }, 'unexpected-status', [], 'likely'],
  [{ error: answered(404, '<html><h1>404 Not Found</h1></html>') }, 'answer-not-momentos', [], 'certain'],
  [{ error: answered(404, '{"error":"no route"}') }, 'answer-not-momentos', [], 'likely'],
  [{ error: answered(404, '{"message":"Not Found"}') }, 'answer-not-momentos', [], 'likely'],
  [{ error: answered(403, '{"message":"Forbidden"}') }, 'answer-not-momentos', [], 'likely'],
  [{ error: answered(403, 'RBAC: access denied') }, 'answer-not-momentos', [], 'certain'],
  [{ error: answered(403, '<html>Request blocked</html>') }, 'answer-not-momentos', [], 'certain'],
  [{ error: answered(401, '<html>Log in</html>') }, 'answer-not-momentos', ['connection-deauthorized'], 'certain'],
  [{ error: answered(407, '<html>squid</html>') }, 'answer-not-momentos', ['connection-deauthorized'], 'certain'],
  [{ error: answered(407, '') }, 'credential-rejected', [], 'likely'],
  [{ error: answered(414, '<html>414 URI Too Long</html>') }, 'size-limit-exceeded', [], 'likely'],
  [{ error: answered(429, '{"message":"Too Many Requests"}') }, 'rate-limited', [], 'likely'],
  [{ error: answered(500, '{"message":"Internal server error"}') }, 'momento-unavailable', [], 'likely'],
  [said(400, 'Multiple Keys Specified'), 'target-sends-both-keys', [], 'certain'],
];

/** What happened on the way. */
export const WAY_SAMPLES: readonly CauseSample[] = [
  [{ code: 'UNKNOWN', error: TIMED_OUT, exhausted: 'MaximumEventAgeInSeconds' }, 'timeout', [], 'certain'],
  [{ code: 'TIMEOUT' }, 'timeout', [], 'certain'],
  [{ code: 'SDK_CLIENT_ERROR', error: UNREACHABLE }, 'endpoint-unreachable', [], 'certain'],
  [{ code: 'CONNECTION_FAILURE' }, 'endpoint-unreachable', [], 'likely'],
  [
    { code: 'SDK_CLIENT_ERROR', error: 'The connection is in state DEAUTHORIZED.' },
    'connection-deauthorized',
    [],
    'likely',
  ],
  [
    { code: 'SDK_CLIENT_ERROR', error: 'The API destination momento-put is INACTIVE.' },
    'connection-deauthorized',
    [],
    'likely',
  ],
  [{ code: 'NO_RESOURCE', error: GONE }, 'target-missing', [], 'certain'],
  [{ code: 'NO_RESOURCE' }, 'target-missing', [], 'certain'],
  [{ code: 'NO_PERMISSIONS', error: DENIED }, 'role-denied', [], 'certain'],
  [{ code: 'FAILED_TO_ASSUME_ROLE', error: ASSUME }, 'role-denied', [], 'certain'],
  [{ code: 'TRANSIENT_ASSUME_ROLE' }, 'role-denied', [], 'likely'],
  [{ code: 'THROTTLING', exhausted: GAVE_UP }, 'throttled', [], 'certain'],
  [{ error: 'Slow down (Service: X; Status Code: 400; Error Code: ThrottlingException)' }, 'throttled', [], 'certain'],
  [{ code: 'INVALID_JSON', error: 'Invalid input for target.' }, 'transform-failed', [], 'certain'],
  [{ code: 'UNKNOWN', exhausted: GAVE_UP }, 'retries-exhausted', [], 'certain'],
  [{ exhausted: GAVE_UP, error: 'no such words' }, 'retries-exhausted', [], 'certain'],
  [
    { code: 'EVENT_DECRYPTION_FAILURE', error: 'Unable to decrypt event using the Kms key.' },
    'aws-error',
    [],
    'likely',
  ],
  [{ code: 'INTERNAL_ERROR', exhausted: GAVE_UP }, 'aws-error', [], 'likely'],
  [{ code: 'SDK_CLIENT_ERROR', error: 'no such words' }, 'aws-error', [], 'likely'],
  [{ code: '__proto__' }, 'aws-error', [], 'likely'],
  [{ code: 'UNKNOWN', error: 'no such words' }, 'unknown', [], 'guess'],
  [{}, 'unknown', [], 'guess'],
];
