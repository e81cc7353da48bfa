/** How AWS is to be reached; what is undefined is left to the SDK's own chain of environment and profile. */
export interface Session {
  readonly region: string | undefined;
  readonly profile: string | undefined;
  readonly endpoint: string | undefined;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
  /** Requests at once; each client keeps as many sockets. */
  readonly concurrency: number;
}

const CONNECT_MS = 5_000;
/** The longest call is a receive that waits a second; ten more are for the network. */
const ANSWER_MS = 11_000;

/**
 * The settings that every client shares. `throwOnRequestTimeout` is what makes a time-out end the call: without it the
 * SDK only warns and goes on waiting.
 */
export function clientConfig(session: Session) {
  return {
    ...(session.region === undefined ? {} : { region: session.region }),
    ...(session.profile === undefined ? {} : { profile: session.profile }),
    ...(session.endpoint === undefined ? {} : { endpoint: session.endpoint }),
    ...(session.credentials === undefined ? {} : { credentials: session.credentials }),
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      requestTimeout: ANSWER_MS,
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive: true, maxSockets: session.concurrency * 2 },
      httpsAgent: { keepAlive: true, maxSockets: session.concurrency * 2 },
    },
  };
}
