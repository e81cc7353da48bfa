import { isThrottled } from '../domain/redrive/settle.ts';

/** What an error thrown by the SDK says, whatever its class. */
export interface AwsFault {
  /** AWS's error name, or the system's code for a network failure. */
  readonly name: string;
  readonly message: string;
  /** Undefined when no answer came. */
  readonly httpStatus: number | undefined;
  /** `stopped`: we cut it ourselves, because the run was stopped. */
  readonly kind:
    | 'denied'
    | 'missing'
    | 'throttled'
    | 'credentials'
    | 'region'
    | 'network'
    | 'refused'
    | 'server'
    | 'stopped';
}

const DENIED = /^(AccessDenied|UnauthorizedOperation|NotAuthorized|KmsAccessDenied|AuthorizationError)/i;
const CREDENTIALS =
  /^(CredentialsProviderError|ExpiredToken|InvalidClientTokenId|UnrecognizedClient|InvalidSignature|SignatureDoesNotMatch|MissingAuthenticationToken|InvalidAccessKeyId|TokenProviderError|InvalidToken|OptInRequired)/i;
const MISSING = /^(ResourceNotFound|QueueDoesNotExist|AWS\.SimpleQueueService\.NonExistentQueue|NoSuch)/i;
const NETWORK =
  /^(TimeoutError|ECONN\w+|ENOTFOUND|EAI_AGAIN|EPIPE|EHOST\w+|ENET\w+|ETIMEDOUT|CERT_\w+|ERR_TLS\w*|DEPTH_ZERO\w*)/;
// What the SDK calls an answer that it could not read, such as the page of a proxy in between.
const NO_NAME_OF_AWS = /^(SyntaxError|Error|Unknown|UnknownError)$/;

/** Reads name, status and kind out of anything that was thrown. */
export function awsFault(thrown: unknown): AwsFault {
  const error = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as Record<string, unknown>;
  const metadata = error.$metadata as { httpStatusCode?: number } | undefined;
  const httpStatus = metadata?.httpStatusCode;
  const code = typeof error.code === 'string' ? error.code : undefined;
  const given = typeof error.name === 'string' ? error.name : 'Error';
  const message = typeof error.message === 'string' && error.message !== '' ? error.message : given;
  if (httpStatus !== undefined && NO_NAME_OF_AWS.test(given)) {
    const name = `HTTP${httpStatus}`;
    const said = `the answer, with status ${httpStatus}, cannot be read as one of AWS.`;
    return { name, message: said, httpStatus, kind: kindOf(name, said, httpStatus) };
  }
  const name = code !== undefined && NETWORK.test(code) ? code : given;
  return { name, message, httpStatus, kind: kindOf(name, message, httpStatus) };
}

function kindOf(name: string, message: string, httpStatus: number | undefined): AwsFault['kind'] {
  if (name === 'AbortError') return 'stopped';
  if (/^region is missing/i.test(message) || /missing region/i.test(message)) return 'region';
  if (CREDENTIALS.test(name) || /could not load credentials/i.test(message)) return 'credentials';
  if (DENIED.test(name)) return 'denied';
  if (MISSING.test(name)) return 'missing';
  if (isThrottled(name) || httpStatus === 429) return 'throttled';
  if (httpStatus === undefined || httpStatus < 400 || NETWORK.test(name)) return 'network';
  return httpStatus >= 500 ? 'server' : 'refused';
}
