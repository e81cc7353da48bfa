import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSeededSandbox } from '../../src/sandbox/integration/seeded.ts';
import { selfSigned } from '../support/tls-certificates.ts';
import { momentoEb } from './cli.ts';

/** A host that no resolver knows: only the proxy can lead there. */
const HOST = 'aws.test.invalid';
const PASSWORD = 'hunter2-hunter2';

describe('behind a proxy', () => {
  const tls = selfSigned(HOST);
  const asked: string[] = [];
  const servers: Server[] = [];
  let sandbox: Awaited<ReturnType<typeof startSeededSandbox>>;
  let environment: Record<string, string>;
  let proxy = '';
  let refuse = 0;

  const listening = async (server: Server) => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    servers.push(server);
    return (server.address() as AddressInfo).port;
  };

  beforeAll(async () => {
    sandbox = await startSeededSandbox({ seed: 3 });
    const secure = await listening(
      createTlsServer({ key: tls.key, cert: tls.certificate }, (incoming, outgoing) => {
        const { method, headers } = incoming;
        const onward = request(`${sandbox.url}${incoming.url}`, { method, headers }, (answer) => {
          outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(outgoing);
        });
        incoming.pipe(onward);
      }),
    );
    const tunnels = createServer((incoming, outgoing) => {
      asked.push(`${incoming.method} ${new URL(incoming.url ?? '').host}`);
      const { method, headers } = incoming;
      const onward = request(`${sandbox.url}/`, { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      });
      incoming.pipe(onward);
    });
    tunnels.on('connect', (incoming, socket) => {
      asked.push(`CONNECT ${incoming.url} ${incoming.headers['proxy-authorization'] ?? ''}`.trim());
      if (refuse > 0) return void socket.end(`HTTP/1.1 ${refuse} No\r\n\r\n<html>no</html>`);
      const onward = connect(secure, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        socket.pipe(onward).pipe(socket);
      });
      for (const end of [socket, onward]) end.on('error', () => {});
    });
    proxy = `127.0.0.1:${await listening(tunnels)}`;
    environment = {
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 's',
      AWS_REGION: 'us-east-1',
      AWS_MAX_ATTEMPTS: '1',
    };
  });
  afterAll(async () => {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
    await sandbox.stop();
    tls.remove();
  });
  const list = (url: string, more: Record<string, string>) => {
    asked.length = 0;
    return momentoEb(['dlq', 'list', '--endpoint-url', url], { ...environment, ...more });
  };

  it.each(['HTTPS_PROXY', 'https_proxy'])(
    'requests are tunnelled with %s, and the certificates are checked',
    async (name) => {
      const words = { [name]: `http://me:${PASSWORD}@${proxy}`, AWS_CA_BUNDLE: tls.file, DEBUG: '*' };
      const { status, stdout, stderr } = await list(`https://${HOST}`, words);
      expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining('3 messages') });
      const authorization = `Basic ${Buffer.from(`me:${PASSWORD}`).toString('base64')}`;
      expect(new Set(asked)).toEqual(new Set([`CONNECT ${HOST}:443 ${authorization}`]));
      expect(stdout + stderr).not.toContain(PASSWORD);
      expect(stdout + stderr).not.toContain(authorization);
    },
  );

  it('NODE_EXTRA_CA_CERTS does as well', async () => {
    const { status } = await list(`https://${HOST}`, { HTTPS_PROXY: `http://${proxy}`, NODE_EXTRA_CA_CERTS: tls.file });
    expect(status).toBe(0);
  });

  it('a certificate that nobody vouches for is refused, and the way out is said', async () => {
    const { status, stderr } = await list(`https://${HOST}`, { HTTPS_PROXY: `http://${proxy}` });
    expect(status).toBe(4);
    expect(stderr).toContain('AWS_CA_BUNDLE');
  });

  it.each([407, 403])('a proxy that refuses with %i is named, without its password', async (status) => {
    refuse = status;
    const ended = await list(`https://${HOST}`, { HTTPS_PROXY: `http://me:${PASSWORD}@${proxy}` });
    refuse = 0;
    expect(ended.status).toBe(4);
    expect(ended.stderr).toContain(`the proxy ${proxy} refused`);
    expect(ended.stderr).not.toContain(PASSWORD);
  });

  it('HTTP_PROXY is for http', async () => {
    const { status } = await list(`http://${HOST}`, { HTTP_PROXY: `http://${proxy}` });
    expect({ status, asked: new Set(asked) }).toEqual({ status: 0, asked: new Set([`POST ${HOST}`]) });
  });

  it('NO_PROXY and the sandbox go without', async () => {
    const { status } = await list(`http://${HOST}`, { HTTP_PROXY: `http://${proxy}`, NO_PROXY: 'test.invalid' });
    expect({ status, asked }).toEqual({ status: 4, asked: [] });
    const sandboxed = await momentoEb(['dlq', 'list', '--sandbox'], {
      MOMENTO_EB_SANDBOX_URL: sandbox.url,
      HTTP_PROXY: `http://${proxy}`,
      ALL_PROXY: `http://${proxy}`,
    });
    expect({ status: sandboxed.status, asked }).toEqual({ status: 0, asked: [] });
  });

  it.each([
    ['a bundle that is not there', { AWS_CA_BUNDLE: '/no/such/bundle.pem' }, /\/no\/such\/bundle\.pem/],
    ['a proxy that is none', { HTTPS_PROXY: `socks5://me:${PASSWORD}@127.0.0.1:1` }, /HTTPS_PROXY/],
  ])('%s is said', async (_, words, said) => {
    const { status, stderr } = await list(`https://${HOST}`, words);
    expect(status).toBe(2);
    expect(stderr).toMatch(said);
    expect(stderr).not.toContain(PASSWORD);
  });
});
