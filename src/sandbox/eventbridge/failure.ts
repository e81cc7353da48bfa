/**
 * Why a target did not take an event, in EventBridge's words. `retried`: tried again until the retry policy ends.
 * The literals are recorded from the real service unless "not documented" stands beside them.
 */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly retried: boolean;
  readonly status?: number;
  /** How long EventBridge waits at most between attempts of this kind, in seconds. */
  readonly longestPauseSeconds: number;
}

// 185 attempts fit into 24 hours with this pause, and 129, as recorded, with the other. The real back-off is not documented.
const PAUSE_SECONDS = 460;
const TIMEOUT_PAUSE_SECONDS = 715;
const RETRIED_STATUSES = new Set([401, 407, 409, 429]);

/** An HTTP answer that is no 2xx. Source: user guide, "API destinations": which statuses are retried. */
export function httpFailure(status: number, body: string): Failure {
  // That exhausted 429s and 5xx carry this code as well is not documented.
  const message = `ApiDestination returned HTTP status ${status} with payload: ${body}`;
  return { ...failure('SDK_CLIENT_ERROR', message), retried: RETRIED_STATUSES.has(status) || status >= 500, status };
}

/** Nothing listens there. Whether it is retried is not documented; the user guide names "network conditions". */
export function unreachable(): Failure {
  const message = 'Unable to invoke ApiDestination endpoint: API destination endpoint cannot be reached.';
  return { ...failure('SDK_CLIENT_ERROR', message), retried: true };
}

/** No answer within five seconds. */
export function timedOut(): Failure {
  const message =
    'Unable to invoke ApiDestination endpoint: Timeout calling endpoint for API Destination: socket closed.';
  return { ...failure('UNKNOWN', message), retried: true, longestPauseSeconds: TIMEOUT_PAUSE_SECONDS };
}

/** The connection lost its authorisation, so the destination is inactive. The wording is not documented. */
export function inactive(): Failure {
  return failure(
    'SDK_CLIENT_ERROR',
    'Unable to invoke ApiDestination endpoint: API destination is not in ACTIVE state.',
  );
}

/** The API destination is gone. The wording is not documented. */
export function noDestination(arn: string): Failure {
  return failure('NO_RESOURCE', `API destination ${arn} does not exist.`);
}

/** The transformer's output is not valid JSON. */
export function invalidInput(): Failure {
  return failure('INVALID_JSON', 'Invalid input for target.');
}

/** The target's role cannot be assumed by EventBridge. */
export function roleNotAssumable(roleArn: string): Failure {
  const message = `User: events.amazonaws.com is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`;
  return failure('FAILED_TO_ASSUME_ROLE', message);
}

/** The target's role (or the target's own policy) does not allow the call. */
export function notPermitted(action: string, resource: string, service: string, requestId: string): Failure {
  const message =
    `User: events.amazonaws.com is not authorized to perform: ${action} on resource: ${resource} ` +
    `(Service: ${service}; Status Code: 403; Error Code: AccessDenied; Request ID: ${requestId})`;
  return failure('NO_PERMISSIONS', message);
}

/** The target queue is gone. */
export function noQueue(requestId: string): Failure {
  const message =
    'The specified queue does not exist or you do not have access to it. ' +
    `(Service: AmazonSQS; Status Code: 400; Error Code: AWS.SimpleQueueService.NonExistentQueue; Request ID: ${requestId}; Proxy: null)`;
  return failure('NO_RESOURCE', message);
}

/** A target of a kind that the sandbox has none of: there is nothing behind any such ARN. */
export function nothingThere(arn: string, requestId: string): Failure {
  const message =
    `Resource not found: ${arn} ` +
    `(Service: AWSEvents; Status Code: 404; Error Code: ResourceNotFoundException; Request ID: ${requestId}; Proxy: null)`;
  return failure('NO_RESOURCE', message);
}

function failure(code: string, message: string): Failure {
  return { code, message, retried: false, longestPauseSeconds: PAUSE_SECONDS };
}
