import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'vitest';

/** Answers in place of the sandbox, or answers false to let a request through. */
export type Instead = (operation: string, request: IncomingMessage, response: ServerResponse, body: string) => boolean;

/** Stands before a sandbox, as a proxy or a gateway does; answers its URL. */
export async function before(
  sandbox: string,
  instead: Instead,
  onTestFinished: TestContext['onTestFinished'],
): Promise<string> {
  const server = createServer(async (incoming, outgoing) => {
    const body = Buffer.concat((await incoming.toArray()) as Buffer[]);
    const action = new URLSearchParams(body.toString()).get('Action');
    const operation =
      String(incoming.headers['x-amz-target'] ?? action)
        .split('.')
        .at(-1) ?? '';
    if (instead(operation, incoming, outgoing, body.toString())) return;
    const { method, headers } = incoming;
    const onward = request(`${sandbox}${incoming.url}`, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    onward.end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
