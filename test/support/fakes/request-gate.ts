import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** Where a request is stopped: before it reaches the server, or when it is carried out and about to be answered. */
export type Boundary = 'before' | 'answer';

/** A way to a server on which the next request of one operation can be stopped. */
export interface Gate {
  readonly url: string;
  /** Resolves once a request of that operation has been stopped there; it is never let on. */
  stop(operation: string, boundary: Boundary): Promise<void>;
  close(): void;
}

/** Opens a gate in front of a server of AWS JSON protocols, such as the sandbox. */
export async function gateTo(serverUrl: string): Promise<Gate> {
  let stopping: { readonly operation: string; readonly boundary: Boundary; readonly stopped: () => void } | undefined;
  const isStopped = (operation: string, boundary: Boundary): boolean => {
    if (stopping?.operation !== operation || stopping.boundary !== boundary) return false;
    stopping.stopped();
    return true;
  };
  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const body = await buffer(incoming);
    const operation =
      String(incoming.headers['x-amz-target'] ?? '')
        .split('.')
        .at(-1) ?? '';
    if (isStopped(operation, 'before')) return;
    const { method, headers, url = '/' } = incoming;
    const onward = httpRequest(new URL(url, serverUrl), { ...(method && { method }), headers }).end(body);
    const [answer] = (await once(onward, 'response')) as [IncomingMessage];
    const answerBody = await buffer(answer);
    if (isStopped(operation, 'answer')) return;
    outgoing.writeHead(answer.statusCode ?? 500, answer.headers).end(answerBody);
  };
  const server = createServer((incoming, outgoing) => void pass(incoming, outgoing).catch(() => outgoing.destroy()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: (operation, boundary) =>
      new Promise((stopped) => {
        stopping = { operation, boundary, stopped };
      }),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
