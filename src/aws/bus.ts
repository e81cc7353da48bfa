import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { BusPort } from '../app/ports.ts';
import type { Entry } from '../domain/redrive/entry.ts';
import type { BusAnswer } from '../domain/redrive/settle.ts';
import { type AwsFault, awsFault } from './aws-error.ts';
import { clientConfig, ready, type Session, TIMEOUTS } from './session.ts';

/** The request did not leave, because `mayLeave` said no. */
class NotSent extends Error {}

/** The bus, by PutEvents. The SDK never retries: an attempt that may have been accepted must not be repeated unseen. */
export function putEventsBus(session: Session): BusPort {
  const config = { ...clientConfig(session, 'eventbridge'), maxAttempts: 1, cacheMiddleware: true };
  const client = ready(new EventBridgeClient(config), session);
  const { connect, answer } = session.timeouts ?? TIMEOUTS;
  /** By the input of the command, because the client keeps its middleware for all commands. */
  const mayLeaveBy = new WeakMap<object, () => boolean>();
  // The last step before the request handler: credentials are found and the request is signed by then.
  client.middlewareStack.add(
    (next) => (args) => {
      if (mayLeaveBy.get(args.input)?.() === false) throw new NotSent();
      return next(args);
    },
    { step: 'deserialize', name: 'mayLeave', priority: 'low' },
  );
  return {
    async send({ busArn, entries }, mayLeave = () => true): Promise<BusAnswer> {
      // Before the request, because a person or a program may take minutes to give them, and visibility timeouts end meanwhile.
      const refusal = await withoutCredentials(client, connect + answer);
      if (refusal !== undefined) return refusal;
      const input = { Entries: entries.map((entry) => wire(entry, busArn)) };
      mayLeaveBy.set(input, mayLeave);
      const put = () => client.send(new PutEventsCommand(input));
      try {
        return resultOf(await put().catch((error) => (isClockCorrected(error) ? put() : failAgain(error))));
      } catch (error) {
        if (error instanceof NotSent) return { kind: 'not-sent' };
        return answerOf(error);
      }
    },
  };
}

function failAgain(error: unknown): never {
  throw error;
}

/** The refusal when credentials cannot be had in time; nothing has left then. */
async function withoutCredentials({ config }: EventBridgeClient, milliseconds: number): Promise<BusAnswer | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<BusAnswer>((resolve) => {
    const message = `no credentials after ${milliseconds / 1000} s; nothing was sent.`;
    const refusal: BusAnswer = { kind: 'refused', code: 'CredentialsTimeout', message, retryable: true };
    timer = setTimeout(() => resolve(refusal), milliseconds);
  });
  try {
    const found = config.credentials().then(
      () => undefined,
      (error: unknown) => refusedBy(awsFault(error), false),
    );
    return await Promise.race([found, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The answer as the SDK parses it, without a check of types. */
interface SdkAnswer {
  readonly FailedEntryCount?: unknown;
  readonly Entries?: unknown;
}

/** An answer that contradicts itself gives no outcome for its entries. */
function resultOf({ FailedEntryCount, Entries = [] }: SdkAnswer): BusAnswer {
  if (!Array.isArray(Entries)) return { kind: 'lost', reason: 'an answer without a list of entries' };
  const results = Entries.map((entry: Readonly<Record<string, unknown>> | null) => ({
    eventId: textOf(entry?.EventId),
    errorCode: textOf(entry?.ErrorCode),
    errorMessage: textOf(entry?.ErrorMessage),
  }));
  if (results.some(({ eventId, errorCode }) => eventId !== undefined && errorCode !== undefined)) {
    return { kind: 'lost', reason: 'an answer with both an event id and an error for one entry' };
  }
  const failed = results.filter(({ errorCode }) => errorCode !== undefined).length;
  if (FailedEntryCount !== undefined && FailedEntryCount !== failed) {
    const reason = `an answer with FailedEntryCount ${JSON.stringify(FailedEntryCount)} and ${failed} failed entries`;
    return { kind: 'lost', reason };
  }
  return { kind: 'answered', results };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Only AWS's own refusal and a failed connection mean "not accepted"; after every other error the outcome is unknown. */
function answerOf(error: unknown): BusAnswer {
  const fault = awsFault(error);
  const { name, httpStatus, kind, message } = fault;
  if (neverLeft(error, fault)) return refusedBy(fault, kind === 'network' && !isCertificate(name));
  if (isRefusal(fault, error)) return refusedBy(fault, kind === 'throttled');
  if (kind === 'foreign') return { kind: 'lost', reason: message };
  return { kind: 'lost', reason: httpStatus === undefined ? name : `${name} (HTTP ${httpStatus})` };
}

function refusedBy({ name, message }: AwsFault, retryable: boolean): BusAnswer {
  return { kind: 'refused', code: name, message, retryable };
}

/** Error codes that leave the outcome unknown, whatever their status. */
const SAYS_NOTHING = /Timeout|TimedOut|Internal|Unavailable|ServiceFailure|ServerError/i;

/**
 * AWS's words for a request of which nothing was done. Source: EventBridge API reference, "Common Errors" and "PutEvents".
 */
const NOTHING_DONE =
  /^(AccessDenied|AuthFailure|ExpiredToken|IncompleteSignature|InvalidClientTokenId|InvalidSignature|LimitExceeded|Malformed|MissingAuthenticationToken|NotAuthorized|OperationDisabled|OptInRequired|RequestEntityTooLarge|RequestExpired|RequestInTheFuture|RequestLimitExceeded|RequestTimeTooSkewed|ResourceNotFound|Serialization|SignatureDoesNotMatch|Throttl|TooManyRequests|UnknownOperation|UnrecognizedClient|Validation)/i;

/** Is it AWS's own refusal, with a client's fault and a code that means that nothing was done? */
function isRefusal({ name, httpStatus, kind }: AwsFault, error: unknown): boolean {
  if (kind === 'foreign' || httpStatus === undefined || httpStatus < 400 || httpStatus >= 500) return false;
  return NOTHING_DONE.test(name) || (isSignedByAws(error) && !SAYS_NOTHING.test(name));
}

/** An API gateway gives its refusals an id too, but not AWS's content type. */
function isSignedByAws(error: unknown): boolean {
  const { $metadata, $response } = error as {
    readonly $metadata?: { readonly requestId?: string };
    readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
  };
  return $metadata?.requestId !== undefined && $response?.headers?.['content-type']?.includes('x-amz-json') === true;
}

/** Did it fail before a byte of the request could leave: no address, no connection, no trust in the certificate? */
function neverLeft(error: unknown, { name, httpStatus, kind }: AwsFault): boolean {
  if (httpStatus !== undefined) return false;
  const { syscall } = error as { readonly syscall?: unknown };
  return (
    kind === 'credentials' ||
    syscall === 'connect' ||
    syscall === 'getaddrinfo' ||
    NO_CONNECTION.test(name) ||
    isCertificate(name)
  );
}

const NO_CONNECTION = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EPROXYREFUSED)$/;

function isCertificate(name: string): boolean {
  return /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT)/.test(name);
}

/** Has AWS refused the time of the signature, and has the SDK learned AWS's time from that answer? Then the next one goes. */
function isClockCorrected(error: unknown): boolean {
  const { $metadata } = error as { readonly $metadata?: { readonly clockSkewCorrected?: boolean } };
  const fault = awsFault(error);
  return $metadata?.clockSkewCorrected === true && fault.kind !== 'throttled' && isRefusal(fault, error);
}

function wire(entry: Entry, busArn: string): PutEventsRequestEntry {
  return {
    EventBusName: busArn,
    Source: entry.source,
    DetailType: entry.detailType,
    Detail: entry.detail,
    Resources: [...entry.resources],
    ...(entry.time === undefined ? {} : { Time: new Date(entry.time) }),
    ...(entry.traceHeader === undefined ? {} : { TraceHeader: entry.traceHeader }),
  };
}
