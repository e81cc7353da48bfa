import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpAnswer, HttpHandler, HttpRequest } from './wire.ts';

/** A server that listens. */
export interface HttpServer {
  readonly url: string;
  /** Stops listening and ends every open connection, also those that wait for an answer. */
  close(): Promise<void>;
}

/** More than any message of SQS (1 MiB, escaped) or item of Momento (5 MB) takes. */
const LARGEST_BODY = 12 * 1024 * 1024;

/** Listens on the loopback address only; port 0 takes a free one. `now` tells the time of the Date header. Rejects when the port is taken. */
export async function listen(port: number, handler: HttpHandler, now: () => number = Date.now): Promise<HttpServer> {
  const server = createServer({ keepAliveTimeout: 60_000 }, (incoming, outgoing) => {
    outgoing.setHeader('date', new Date(now()).toUTCString());
    serve(incoming, outgoing, handler).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${actual}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(incoming: IncomingMessage, outgoing: ServerResponse, handler: HttpHandler): Promise<void> {
  const gone = new AbortController();
  outgoing.on('close', () => gone.abort());
  const body = await readBody(incoming);
  if (body === undefined) {
    write(outgoing, { status: 413, headers: { connection: 'close' } });
    return;
  }
  const answer = await answerOf(handler, toRequest(incoming, body, gone.signal));
  if (answer === 'cut') outgoing.destroy();
  else if (!outgoing.destroyed) write(outgoing, answer);
}

async function answerOf(handler: HttpHandler, request: HttpRequest | undefined): Promise<HttpAnswer | 'cut'> {
  if (request === undefined) return { status: 400, body: 'not a request target' };
  try {
    return await handler(request);
  } catch (defect) {
    return { status: 500, body: `a defect of the sandbox: ${defect instanceof Error ? defect.stack : String(defect)}` };
  }
}

function toRequest(incoming: IncomingMessage, body: Buffer, signal: AbortSignal): HttpRequest | undefined {
  const url = URL.parse(`http://sandbox${incoming.url ?? '/'}`);
  if (url === null) return undefined;
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(
      Object.entries(incoming.headersDistinct).map(([name, values]) => [name.toLowerCase(), values?.[0]]),
    ),
    body,
    signal,
  };
}

/** `undefined` for a body over the limit, which is still read to its end so that the client can hear the answer. */
async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LARGEST_BODY) chunks.push(chunk);
    else chunks.length = 0;
  }
  return size <= LARGEST_BODY ? Buffer.concat(chunks) : undefined;
}

function write(outgoing: ServerResponse, answer: HttpAnswer): void {
  const body = answer.body ?? '';
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength;
  const headers: Record<string, string | number> = { ...answer.headers };
  if (answer.status !== 204) headers['content-length'] = length;
  outgoing.writeHead(answer.status, headers);
  outgoing.end(body);
}
