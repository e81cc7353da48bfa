import type { SQSClient, SQSClientConfig } from '@aws-sdk/client-sqs';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { SLOWEST_REQUEST_MS } from '../app/ports.ts';
import { Network } from './network.ts';
import type { Endpoints, Service } from './profile.ts';
import type { Environment } from './proxy-choice.ts';
import { type SharedClock, shareClock } from './shared-clock.ts';
import { type Sender, Transport } from './transport.ts';

/** How to reach AWS. Undefined members come from the SDK's own chain of environment and profile. */
export interface Session {
  readonly region: string | undefined;
  readonly profile: string | undefined;
  /** Where all requests go. */
  readonly endpoint: string | undefined;
  /** Where requests to a service go, where `endpoint` says nothing; absent: as the SDK finds it. */
  readonly endpoints?: Endpoints;
  /** Keys, or the provider of another client; undefined: the SDK's chain. */
  readonly credentials: SQSClientConfig['credentials'];
  /** Requests at once; each client keeps up to twice as many sockets. */
  readonly concurrency: number;
  /** Absent: `TIMEOUTS`. */
  readonly timeouts?: Timeouts;
  /** Ends lookups once it aborts; absent: nothing does. */
  readonly stop?: AbortSignal;
  /** The environment, where it names proxies or certificates; absent: requests go straight to AWS. */
  readonly network?: Environment;
  /** Returns the code of a multi-factor device; rejects with a Failure without a terminal to ask. */
  readonly mfaCode?: (device: string) => Promise<string>;
  /** Shows the operator a warning of the SDK. */
  readonly notice?: (text: string) => void;
  /** The offset of AWS's clock, as this process knows it. */
  readonly clock: SharedClock;
}

/**
 * How long a request may take, in milliseconds: to connect, and from then on to its answer or between two pieces of it. No
 * request takes longer than both together.
 */
export interface Timeouts {
  readonly connect: number;
  readonly answer: number;
}

const CONNECT_MS = 5_000;

/** The longest call is a receive that waits a second; ten more are for the network. */
export const TIMEOUTS: Timeouts = { connect: CONNECT_MS, answer: SLOWEST_REQUEST_MS - CONNECT_MS };

/**
 * The settings that every client shares. `throwOnRequestTimeout` makes a time-out end the call: without it the SDK only
 * warns and goes on waiting. The two time-outs count silence; the Transport bounds the whole call.
 */
export function clientConfig(session: Session, service: Service) {
  const { connect, answer } = session.timeouts ?? TIMEOUTS;
  const endpoint = session.endpoint ?? session.endpoints?.[service];
  return {
    ...(session.region === undefined ? {} : { region: session.region }),
    ...(session.profile === undefined ? {} : { profile: session.profile }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(session.mfaCode && { mfaCodeProvider: session.mfaCode }),
    logger: loggerFor(session),
    ...(session.credentials === undefined ? {} : { credentials: session.credentials }),
    requestHandler: new Transport(senderOf(session), connect + answer, session.clock),
  };
}

/**
 * The SDK writes warnings of several lines to the console unless it has a logger. One of them matters to an operator: which
 * of two sets of credentials is used.
 */
function loggerFor({ notice = () => {} }: Session) {
  const nothing = () => {};
  return {
    trace: nothing,
    debug: nothing,
    info: nothing,
    error: nothing,
    warn: (...words: unknown[]) => {
      if (!String(words[0]).includes('Multiple credential sources')) return;
      notice('AWS_PROFILE and AWS_ACCESS_KEY_ID are both set: the profile is used.');
    },
  };
}

/** Proxies and certificates are loaded only where the environment names them. */
function senderOf(session: Session): Sender {
  const settings = sending(session);
  const { network } = session;
  return network === undefined ? new NodeHttpHandler(settings) : new Network(settings, network);
}

/** How requests are sent. */
export function sending(session: Session) {
  const { timeouts = TIMEOUTS, concurrency } = session;
  const agent = { keepAlive: true, maxSockets: concurrency * 2 };
  return {
    connectionTimeout: timeouts.connect,
    requestTimeout: timeouts.answer,
    socketTimeout: timeouts.answer,
    throwOnRequestTimeout: true,
    logger: loggerFor(session),
    httpAgent: agent,
    httpsAgent: agent,
  };
}

/** An SDK client, as far as its middleware and its clock go. */
interface Client {
  readonly config: { systemClockOffset: number };
  readonly middlewareStack: { remove(name: string): boolean };
}

/**
 * Makes a client ready for use: it shares the session's clock, its calls end at once when they are aborted, whatever they
 * wait for (credentials too), and it has no log. The SDK's log goes through the whole input and output of each call to leave
 * out what is sensitive, which takes longer than our own work on the messages.
 */
export function ready<C extends Client>(client: C, { clock }: Session): C {
  client.middlewareStack.remove('loggerMiddleware');
  const stack = client.middlewareStack as SQSClient['middlewareStack'];
  stack.add((next, context) => (args) => untilAborted(next(args), signalOf(context)), { name: 'untilAborted' });
  shareClock(client.config, clock);
  return client;
}

/** The signal of the call. Source: @smithy/types, "HandlerExecutionContext", SMITHY_CONTEXT_KEY. */
function signalOf(context: object): AbortSignal | undefined {
  return (context as { readonly __smithy_context?: { readonly abortSignal?: AbortSignal } }).__smithy_context
    ?.abortSignal;
}

async function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(Object.assign(new Error('The call was stopped.'), { name: 'AbortError' }));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
