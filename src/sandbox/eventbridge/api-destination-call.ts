import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { SandboxClock } from '../time/clock.ts';

/** One HTTP call as an API destination makes it. */
export interface Call {
  readonly method: string;
  /** Where it is addressed to; decides the Host header. */
  readonly url: URL;
  /** Where it really goes: a port on 127.0.0.1. */
  readonly port: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What came of a call. */
export type TargetAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly body: string }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'unreachable' };

/** Makes calls; `close` ends the connections that are kept alive. */
export interface Caller {
  call(call: Call): Promise<TargetAnswer>;
  close(): void;
}

const MOST_BODY_BYTES = 1_048_576;
// As EventBridge sends them. Source: user guide, "API destinations", "Request headers".
const FIXED_HEADERS = {
  'User-Agent': 'Amazon/EventBridge/ApiDestinations',
  'Content-Type': 'application/json; charset=utf-8',
  Range: 'bytes=0-1048575',
};

/** Calls 127.0.0.1 and nobody else. A call times out after that many milliseconds of the sandbox clock; never rejects. */
export function createCaller(clock: SandboxClock, timeoutMilliseconds: number, concurrency: number): Caller {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const call = (given: Call): Promise<TargetAnswer> =>
    new Promise((resolve) => {
      let outgoing: ClientRequest;
      try {
        outgoing = send(agent, given);
      } catch {
        // A header or path that Node refuses to write cannot reach anybody.
        return resolve({ kind: 'unreachable' });
      }
      const cancelTimeout = clock.after(timeoutMilliseconds, () => {
        resolve({ kind: 'timed-out' });
        outgoing.destroy();
      });
      const settle = (answer: TargetAnswer | Promise<TargetAnswer>): void => {
        cancelTimeout();
        resolve(answer);
      };
      outgoing.on('response', (incoming) => void read(incoming).then(settle));
      // A kept-alive connection that the other side had just closed says nothing about the endpoint.
      outgoing.on('error', () => settle(outgoing.reusedSocket ? call(given) : { kind: 'unreachable' }));
    });
  return { call, close: () => agent.destroy() };
}

function send(agent: Agent, call: Call): ClientRequest {
  const outgoing = request({
    agent,
    host: '127.0.0.1',
    port: call.port,
    method: call.method,
    path: call.url.pathname + call.url.search,
    headers: {
      ...FIXED_HEADERS,
      ...call.headers,
      Host: call.url.host,
      'Content-Length': Buffer.byteLength(call.body),
    },
  });
  outgoing.end(call.body);
  return outgoing;
}

/** Reads an answer; what is longer than the range that was asked for is cut. */
async function read(incoming: IncomingMessage): Promise<TargetAnswer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      if (size < MOST_BODY_BYTES) chunks.push(chunk.subarray(0, MOST_BODY_BYTES - size));
      size += chunk.length;
    }
  } catch {
    return { kind: 'unreachable' };
  }
  return { kind: 'answered', status: incoming.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') };
}
