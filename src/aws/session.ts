import type { SQSClientConfig } from '@aws-sdk/client-sqs';
import { SLOWEST_REQUEST_MS } from '../app/ports.ts';

/** How AWS is to be reached; what is undefined is left to the SDK's own chain of environment and profile. */
export interface Session {
  readonly region: string | undefined;
  readonly profile: string | undefined;
  readonly endpoint: string | undefined;
  /** Keys, or the way by which another client has found them; undefined: by the SDK's chain. */
  readonly credentials: SQSClientConfig['credentials'];
  /** Requests at once; each client keeps as many sockets. */
  readonly concurrency: number;
  /** Absent: `TIMEOUTS`. */
  readonly timeouts?: Timeouts;
  /** Ends calls that only look once it aborts; absent: nothing does. */
  readonly stop?: AbortSignal;
}

/** How long a call may take, in milliseconds: to connect, and from then on to its answer or between two pieces of it. */
export interface Timeouts {
  readonly connect: number;
  readonly answer: number;
}

const CONNECT_MS = 5_000;

/** The longest call is a receive that waits a second; ten more are for the network. */
export const TIMEOUTS: Timeouts = { connect: CONNECT_MS, answer: SLOWEST_REQUEST_MS - CONNECT_MS };

/**
 * The settings that every client shares. `throwOnRequestTimeout` is what makes a time-out end the call: without it the
 * SDK only warns and goes on waiting. It ends with the answer's headers; `socketTimeout` watches over the body.
 */
export function clientConfig(session: Session) {
  const { connect, answer } = session.timeouts ?? TIMEOUTS;
  return {
    ...(session.region === undefined ? {} : { region: session.region }),
    ...(session.profile === undefined ? {} : { profile: session.profile }),
    ...(session.endpoint === undefined ? {} : { endpoint: session.endpoint }),
    ...(session.credentials === undefined ? {} : { credentials: session.credentials }),
    requestHandler: {
      connectionTimeout: connect,
      requestTimeout: answer,
      socketTimeout: answer,
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive: true, maxSockets: session.concurrency * 2 },
      httpsAgent: { keepAlive: true, maxSockets: session.concurrency * 2 },
    },
  };
}

/** An SDK client, as far as its middleware goes. */
interface Client {
  readonly middlewareStack: { remove(name: string): boolean };
}

/**
 * The client without the SDK's own log: nobody reads it, and for each call it goes through the whole input and output to
 * leave out what is sensitive, which takes longer than our own look at the messages.
 */
export function withoutLog<C extends Client>(client: C): C {
  client.middlewareStack.remove('loggerMiddleware');
  return client;
}
