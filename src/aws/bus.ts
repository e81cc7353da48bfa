import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { BusPort } from '../app/ports.ts';
import type { Entry } from '../domain/redrive/entry.ts';
import type { BusAnswer } from '../domain/redrive/settle.ts';
import { awsFault } from './aws-error.ts';
import { clientConfig, type Session, withoutLog } from './session.ts';

// Failures from before a request could leave: no address, no listener.
const NEVER_LEFT = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN)$/;

/** The request did not leave, because `mayLeave` said no. */
class NotSent extends Error {}

/** PutEvents without the SDK's own retries: an attempt that may have been accepted must not be repeated unseen. */
export function putEventsBus(session: Session): BusPort {
  const client = withoutLog(new EventBridgeClient({ ...clientConfig(session), maxAttempts: 1, cacheMiddleware: true }));
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
      const input = { Entries: entries.map((entry) => wire(entry, busArn)) };
      mayLeaveBy.set(input, mayLeave);
      try {
        const answer = await client.send(new PutEventsCommand(input));
        const results = (answer.Entries ?? []).map((result) => ({
          eventId: result.EventId,
          errorCode: result.ErrorCode,
          errorMessage: result.ErrorMessage,
        }));
        return { kind: 'answered', results };
      } catch (error) {
        if (error instanceof NotSent) return { kind: 'not-sent' };
        return answerOf(error);
      }
    },
  };
}

/** An answer with a 4xx status, and a failure before the request left, say "not accepted"; all else says nothing. */
function answerOf(error: unknown): BusAnswer {
  const { name, message, httpStatus, kind } = awsFault(error);
  if (NEVER_LEFT.test(name)) return { kind: 'refused', code: name, message, retryable: true };
  if (kind === 'credentials' && httpStatus === undefined)
    return { kind: 'refused', code: name, message, retryable: false };
  if (httpStatus !== undefined && httpStatus >= 400 && httpStatus < 500) {
    return { kind: 'refused', code: name, message, retryable: kind === 'throttled' };
  }
  return { kind: 'lost', reason: httpStatus === undefined ? name : `${name} (HTTP ${httpStatus})` };
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
