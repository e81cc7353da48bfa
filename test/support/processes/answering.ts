import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import type { Session } from '../../../src/aws/session.ts';

/** What a server does once a whole request has arrived. */
export type Reply = (response: ServerResponse, request: IncomingMessage, body: string) => void;

/** An answer in AWS JSON. */
export function awsAnswer(status: number, body: unknown): Reply {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  };
}

/** An error in AWS JSON. */
export function awsRefusal(status: number, name: string, requestId?: string): Reply {
  return (response, request, body) => {
    if (requestId !== undefined) response.setHeader('x-amzn-requestid', requestId);
    awsAnswer(status, { __type: name, message: `${name} for a test` })(response, request, body);
  };
}

/** JSON that is not AWS's. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
}

/** Any answer. */
export function written(status: number, type: string, body: string): Reply {
  return (response) => void response.writeHead(status, { 'content-type': type }).end(body);
}

/** What has nothing to do with AWS, such as a proxy's page. */
export function page(status: number): Reply {
  return (response) => void response.writeHead(status, { 'content-type': 'text/html' }).end('<html>a page</html>');
}

/** The connection ends without a word. */
export const HANG_UP: Reply = (_, request) => void request.socket.destroy();

/** Nothing comes, and the connection stays. */
export const SILENCE: Reply = () => {};

/** The head of an answer comes, its body never ends. */
export const HEAD_ONLY: Reply = (response) => void response.writeHead(200, { 'content-length': '100' }).write('{');

/** A whole answer of AWS, of which a byte comes every so many milliseconds: silence is never long. */
export function trickle(milliseconds: number, body: unknown): Reply {
  return (response) => {
    const text = JSON.stringify(body).padEnd(10_000);
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1', 'content-length': text.length });
    let at = 0;
    const timer = setInterval(() => response.write(text[at++] ?? ''), milliseconds);
    response.on('close', () => clearInterval(timer));
  };
}

/** Starts servers on the loopback address that answer everything alike; ends them after the test. Answers a session with one. */
export function answering(): (reply: Reply, timeouts?: Session['timeouts']) => Promise<Session> {
  const running: Server[] = [];
  afterEach(() => {
    for (const server of running.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });
  return async (reply, timeouts) => {
    const server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (piece: string) => {
        body += piece;
      });
      request.on('end', () => reply(response, request, body));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    running.push(server);
    return {
      region: 'us-east-1',
      profile: undefined,
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      concurrency: 2,
      clock: { offset: 0 },
      ...(timeouts && { timeouts }),
    };
  };
}
