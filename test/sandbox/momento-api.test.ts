import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueToken } from '../../src/sandbox/momento/token.ts';
import { startWholeSandbox, type WholeSandbox } from '../../src/sandbox/whole-sandbox.ts';

const ENDPOINT = 'cell-us-east-1-1.prod.a.momentohq.com';

interface TargetAnswer {
  readonly status: number;
  readonly text: string;
  /** The error's title, where the body has one. */
  readonly title: string | undefined;
}

describe("the sandbox's Momento", () => {
  let sandbox: WholeSandbox;
  const token = issueToken(ENDPOINT, {});
  beforeAll(async () => {
    sandbox = await startWholeSandbox();
  });
  afterAll(() => sandbox.stop());

  async function call(
    method: string,
    path: string,
    body?: string,
    authorization: string | null = token,
  ): Promise<TargetAnswer> {
    const headers: Record<string, string> = authorization === null ? {} : { authorization };
    const response = await fetch(sandbox.url + path, { method, headers, ...(body === undefined ? {} : { body }) });
    const text = await response.text();
    const title = text.startsWith('{') ? (JSON.parse(text) as { title?: string }).title : undefined;
    return { status: response.status, text, title };
  }
  const momento = (wanted: unknown) =>
    fetch(`${sandbox.url}/_sandbox/momento`, { method: 'POST', body: JSON.stringify(wanted) });

  it('keeps a value until its ttl has passed', async () => {
    expect((await call('PUT', '/cache/orders?key=a&ttl_seconds=10', 'value')).status).toBe(204);
    expect(await call('GET', '/cache/orders?key=a')).toMatchObject({ status: 200, text: 'value' });
    sandbox.clock.advance(10_000);
    expect(await call('GET', '/cache/orders?key=a')).toMatchObject({ status: 404, title: 'Key Not Found' });
  });

  it('takes a key and the base64url of its bytes for the same key', async () => {
    await call('PUT', '/cache/orders?key=a%2Fb%20%C3%A9&ttl_seconds=10', 'x');
    const encoded = Buffer.from('a/b é').toString('base64url');
    expect((await call('GET', `/cache/orders?key_base64=${encoded}`)).text).toBe('x');
  });

  it('takes an empty key for an absent one, as EventBridge sends it', async () => {
    expect((await call('PUT', '/cache/orders?key=a&key_base64=&ttl_seconds=10', 'x')).status).toBe(204);
    expect((await call('GET', '/cache/orders?key=&key_base64=YQ')).text).toBe('x');
    expect((await call('GET', '/cache/orders?key=&key_base64=')).status).toBe(400);
  });

  it('deletes what is not there', async () => {
    expect((await call('DELETE', '/cache/orders?key=never-set')).status).toBe(204);
  });

  it.each([
    ['both keys', 'PUT', '/cache/orders?key=a&key_base64=YQ&ttl_seconds=1', 400, 'Multiple Keys Specified'],
    ['an unknown cache', 'PUT', '/cache/none?key=a&ttl_seconds=1', 404, 'Not Found'],
    ['an unknown cache, for a topic', 'POST', '/topics/none/news', 404, 'Not Found'],
    ['two tokens', 'GET', '/cache/orders?key=a&auth_token=x', 400, 'Multiple Auth Tokens Specified'],
  ])('answers %s as Momento documents it', async (_, method, path, status, title) => {
    expect(await call(method, path)).toMatchObject({ status, title });
  });

  it.each([
    ['no key', 'DELETE', '/cache/orders'],
    ['an empty key', 'DELETE', '/cache/orders?key='],
    ['padded base64', 'DELETE', '/cache/orders?key_base64=YQ%3D%3D'],
    ['standard base64', 'DELETE', '/cache/orders?key_base64=%2B%2F%2B%2F'],
    ['no ttl', 'PUT', '/cache/orders?key=a'],
    ['a ttl of zero', 'PUT', '/cache/orders?key=a&ttl_seconds=0'],
    ['a ttl that is no number', 'PUT', '/cache/orders?key=a&ttl_seconds=soon'],
    ['a ttl of more than a day', 'PUT', '/cache/orders?key=a&ttl_seconds=86401'],
    ['no cache name', 'PUT', '/cache/?key=a&ttl_seconds=1'],
    ['no topic name', 'POST', '/topics/orders/'],
  ])('refuses %s, in more than two bodies', async (_, method, path) => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => call(method, path, method === 'PUT' ? 'x' : undefined)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([400]));
    expect(new Set(answers.map(({ text }) => text)).size).toBeGreaterThan(2);
  });

  it.each([
    ['no credential', null, 'No Auth Token Provided'],
    ['a scheme', `Bearer ${token}`, 'Invalid authorization header format'],
    ['what is no token', 'nonsense', 'Unauthorized'],
  ])('refuses %s', async (_, authorization, title) => {
    expect(await call('GET', '/cache/orders?key=a', undefined, authorization)).toMatchObject({ status: 401, title });
  });

  it('refuses a token when it has expired, and one for another cache', async () => {
    const brief = issueToken(ENDPOINT, { expiresAt: sandbox.clock.now() + 5000, caches: ['orders'] });
    const status = async (cache: string) => (await call('DELETE', `/cache/${cache}?key=a`, undefined, brief)).status;
    expect([await status('orders'), await status('sessions')]).toEqual([204, 403]);
    sandbox.clock.advance(5000);
    expect(await status('orders')).toBe(401);
  });

  it('limits size and rate', async () => {
    const large = 'x'.repeat(5000);
    expect(await call('POST', '/topics/orders/news', large)).toMatchObject({
      status: 429,
      title: 'Resources Exhausted',
    });
    await momento({ limits: { cacheCallsPerSecond: 0 } });
    expect((await call('DELETE', '/cache/orders?key=a')).status).toBe(429);
    await momento({ limits: { cacheCallsPerSecond: 1e9 } });
    expect((await call('DELETE', '/cache/orders?key=a')).status).toBe(204);
  });

  it('gives the answers that it is told to give, and no more of them', async () => {
    await momento({ respond: { status: 502, body: '<html></html>', times: 2, path: '/cache/orders' } });
    expect((await call('DELETE', '/cache/sessions?key=a')).status).toBe(204);
    const statuses = [];
    for (let count = 0; count < 3; count += 1) statuses.push((await call('DELETE', '/cache/orders?key=a')).status);
    expect(statuses).toEqual([502, 502, 204]);
  });

  it('makes and drops caches on demand', async () => {
    await momento({ create: ['new'], drop: ['catalog'] });
    const statuses = ['new', 'catalog'].map(async (cache) => (await call('DELETE', `/cache/${cache}?key=a`)).status);
    expect(await Promise.all(statuses)).toEqual([204, 404]);
  });
});
