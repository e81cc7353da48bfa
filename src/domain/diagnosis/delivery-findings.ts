import type { DeadLetter, DeliveryError } from '../dead-letter/dead-letter.ts';
import { quote } from '../text/printable.ts';
import type { CauseId } from './catalogue.ts';
import type { Confidence, Finding } from './diagnosis.ts';

interface DeliveryFault {
  readonly cause: CauseId;
  readonly confidence: Confidence;
}

// EventBridge user guide, "Using dead-letter queues", names the codes; for an API destination they say little, so a
// known wording in the message wins over the code.
const BY_CODE: Readonly<Record<string, DeliveryFault>> = {
  CONNECTION_FAILURE: { cause: 'endpoint-unreachable', confidence: 'likely' },
  FAILED_TO_ASSUME_ROLE: { cause: 'role-denied', confidence: 'certain' },
  INVALID_JSON: { cause: 'transform-failed', confidence: 'certain' },
  NO_PERMISSIONS: { cause: 'role-denied', confidence: 'certain' },
  NO_RESOURCE: { cause: 'target-missing', confidence: 'certain' },
  THROTTLING: { cause: 'throttled', confidence: 'certain' },
  TIMEOUT: { cause: 'timeout', confidence: 'certain' },
  TRANSIENT_ASSUME_ROLE: { cause: 'role-denied', confidence: 'likely' },
};

// Codes that stand for any failure of an API destination.
const SAYS_NOTHING: ReadonlySet<string> = new Set(['UNKNOWN', 'SDK_CLIENT_ERROR', 'ERROR_FROM_TARGET']);

// How EventBridge words a de-authorized connection or an inactive destination is not documented: matched loosely.
const DEAUTHORIZED =
  /de-?authori[sz]ed|(connection|destination)\b.{0,80}\b(inactive|not (in )?(an )?(active|authori[sz]ed))/i;
const SERVER_SAYS_GONE = /notfound|nonexistent|doesnotexist|resourcenotfound/i;
const SERVER_SAYS_SLOWER = /throttl|toomanyrequests|requestlimit/i;

/** The cause between the bus and Momento; at most one, and none when an HTTP answer says more. */
export function findOnTheWay(deadLetter: DeadLetter): readonly Finding[] {
  const { error } = deadLetter;
  if (error.text.kind === 'http-response') return [];
  const way = fromWords(error) ?? fromCode(error) ?? lastResort(error);
  return [{ ...way, evidence: evidenceOf(error) }];
}

function fromWords(error: DeliveryError): DeliveryFault | undefined {
  const { text } = error;
  if (error.message !== undefined && DEAUTHORIZED.test(error.message.slice(0, 2000))) {
    return { cause: 'connection-deauthorized', confidence: 'likely' };
  }
  switch (text.kind) {
    case 'endpoint-unreachable':
      return { cause: 'endpoint-unreachable', confidence: 'certain' };
    case 'timeout':
      return { cause: 'timeout', confidence: 'certain' };
    case 'invalid-input':
      return { cause: 'transform-failed', confidence: 'certain' };
    case 'not-authorized':
      return { cause: 'role-denied', confidence: 'certain' };
    case 'sdk-error':
      if (SERVER_SAYS_GONE.test(text.sdk.errorCode ?? '')) return { cause: 'target-missing', confidence: 'certain' };
      if (SERVER_SAYS_SLOWER.test(text.sdk.errorCode ?? '')) return { cause: 'throttled', confidence: 'certain' };
      return undefined;
    case 'http-response':
    case 'other':
    case 'absent':
      return undefined;
  }
}

function fromCode(error: DeliveryError): DeliveryFault | undefined {
  return error.code !== undefined && Object.hasOwn(BY_CODE, error.code) ? BY_CODE[error.code] : undefined;
}

function lastResort(error: DeliveryError): DeliveryFault {
  const code = error.code ?? 'UNKNOWN';
  if (error.exhausted !== undefined && SAYS_NOTHING.has(code))
    return { cause: 'retries-exhausted', confidence: 'certain' };
  return code === 'UNKNOWN' ? { cause: 'unknown', confidence: 'guess' } : { cause: 'aws-error', confidence: 'likely' };
}

function evidenceOf(error: DeliveryError): Finding['evidence'] {
  const fields = [
    ['ERROR_CODE', error.code],
    ['ERROR_MESSAGE', error.message],
    ['EXHAUSTED_RETRY_CONDITION', error.exhausted],
  ] as const;
  return fields.flatMap(([field, value]) => (value === undefined ? [] : [{ field, quote: quote(value) }]));
}
