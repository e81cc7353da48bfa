import { isThrottled as isThrottling } from '../domain/redrive/settle.ts';
import { ForeignAnswer } from './answer-check.ts';

/** The facts of an error thrown by the SDK, whatever its class. */
export interface AwsFault {
  /** AWS's error name, or the system's code for a network failure. */
  readonly name: string;
  readonly message: string;
  /** Undefined when no answer came. */
  readonly httpStatus: number | undefined;
  /**
   * `stopped`: we ended it ourselves, because the run was stopped. `foreign`: something other than AWS answered. `clock`:
   * AWS refused the signature because of its time. `key`: AWS may not use, or does not find, the KMS key of the queue.
   */
  readonly kind:
    | 'denied'
    | 'clock'
    | 'foreign'
    | 'key'
    | 'missing'
    | 'throttled'
    | 'credentials'
    | 'region'
    | 'network'
    | 'refused'
    | 'server'
    | 'stopped';
}

const DENIED = /^(AccessDenied|UnauthorizedOperation|NotAuthorized|AuthorizationError)/i;
const CREDENTIALS =
  /^(CredentialsProviderError|ExpiredToken|InvalidClientTokenId|UnrecognizedClient|InvalidSignature|SignatureDoesNotMatch|MissingAuthenticationToken|InvalidAccessKeyId|TokenProviderError|InvalidToken|OptInRequired)/i;
/** Source: SQS API reference, "ReceiveMessage", errors; the names of the query protocol have a dot. */
const KEY = /^KMS\.?[A-Z]/i;
const CLOCK = /^(RequestTimeTooSkewed|RequestExpired|RequestInTheFuture)/i;
/** The signature's time in an InvalidSignatureException. Source: AWS, "Troubleshoot Signature Version 4 signing". */
const CLOCK_MESSAGE = /Signature (expired|not yet current)/i;
const MISSING = /^(ResourceNotFound|QueueDoesNotExist|AWS\.SimpleQueueService\.NonExistentQueue|NoSuch)/i;
const NETWORK =
  /^(TimeoutError|ECONN\w+|ENOTFOUND|EAI_AGAIN|EPIPE|EHOST\w+|ENET\w+|ETIMEDOUT|EPROTO|EPROXYREFUSED|CERT_\w+|ERR_(TLS|SSL)\w*|DEPTH_ZERO\w*|SELF_SIGNED\w*|UNABLE_TO_\w+)/;
// The SDK's error names for an answer that it could not read.
const NO_NAME_OF_AWS = /^(ForeignAnswer|SyntaxError|TypeError|Error|Unknown|UnknownError)$/;

/** Reads name, status and kind out of anything that was thrown. */
export function awsFault(thrown: unknown): AwsFault {
  const error = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as Record<string, unknown>;
  const metadata = error.$metadata as { httpStatusCode?: number } | undefined;
  const httpStatus = metadata?.httpStatusCode;
  const code = typeof error.code === 'string' ? error.code : undefined;
  const given = typeof error.name === 'string' ? error.name : 'Error';
  const message = typeof error.message === 'string' && error.message !== '' ? error.message : given;
  if (httpStatus !== undefined && NO_NAME_OF_AWS.test(given)) {
    const what =
      thrown instanceof ForeignAnswer ? message : `the answer with status ${httpStatus} is not in the format of AWS.`;
    return { name: `HTTP${httpStatus}`, message: what, httpStatus, kind: 'foreign' };
  }
  if (isUnreadableFile(error)) {
    return {
      name: String(code),
      message: `the file ${error.path} cannot be read (${code}).`,
      httpStatus,
      kind: 'credentials',
    };
  }
  const name = code !== undefined && NETWORK.test(code) ? code : given;
  return { name, message, httpStatus, kind: kindOf(name, message, httpStatus) };
}

/** Files are read for credentials only, such as the token of a web identity. */
function isUnreadableFile({ syscall, path }: Record<string, unknown>): boolean {
  return (syscall === 'open' || syscall === 'read') && typeof path === 'string';
}

/** Did AWS ask for fewer calls? */
export function isThrottled(thrown: unknown): boolean {
  return awsFault(thrown).kind === 'throttled';
}

function kindOf(name: string, message: string, httpStatus: number | undefined): AwsFault['kind'] {
  if (name === 'AbortError') return 'stopped';
  // Our own error for a list without end: only this lookup fails, and all others still work.
  if (name === 'EndlessNextToken') return 'refused';
  if (/^region is missing/i.test(message) || /missing region/i.test(message)) return 'region';
  if (CLOCK.test(name) || (/Signature/.test(name) && CLOCK_MESSAGE.test(message))) return 'clock';
  if (CREDENTIALS.test(name) || /could not load credentials/i.test(message)) return 'credentials';
  if (KEY.test(name) && !isThrottling(name)) return 'key';
  if (DENIED.test(name)) return 'denied';
  if (MISSING.test(name)) return 'missing';
  if (isThrottling(name) || httpStatus === 429) return 'throttled';
  if (httpStatus === undefined || httpStatus < 400 || NETWORK.test(name)) return 'network';
  return httpStatus >= 500 ? 'server' : 'refused';
}
