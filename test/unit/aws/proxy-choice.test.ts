import { describe, expect, it } from 'vitest';
import { namesNetwork, proxyFor } from '../../../src/aws/proxy-choice.ts';

const P = 'http://proxy.example:3128';
const SQS = 'https://sqs.us-east-1.amazonaws.com';

describe('the proxy of a request', () => {
  it.each<[string, Readonly<Record<string, string>>, string | undefined]>([
    [SQS, {}, undefined],
    [SQS, { HTTPS_PROXY: P }, P],
    [SQS, { https_proxy: P, HTTPS_PROXY: 'http://other' }, P],
    [SQS, { https_proxy: '', HTTPS_PROXY: P }, P],
    [SQS, { HTTP_PROXY: P }, undefined],
    [SQS, { ALL_PROXY: P }, P],
    [SQS, { HTTPS_PROXY: 'proxy.example:3128' }, P],
    ['http://queues.example:9324', { HTTP_PROXY: P }, P],
    ['http://queues.example:9324', { HTTPS_PROXY: P }, undefined],
    [SQS, { HTTPS_PROXY: P, NO_PROXY: '*' }, undefined],
    [SQS, { HTTPS_PROXY: P, NO_PROXY: 'a.example, amazonaws.com' }, undefined],
    [SQS, { HTTPS_PROXY: P, no_proxy: '.amazonaws.com', NO_PROXY: 'x' }, undefined],
    [SQS, { HTTPS_PROXY: P, NO_PROXY: '*.AMAZONAWS.com' }, undefined],
    [SQS, { HTTPS_PROXY: P, NO_PROXY: 'naws.com' }, P],
    [SQS, { HTTPS_PROXY: P, NO_PROXY: 'sqs.us-east-1.amazonaws.com:443' }, undefined],
    [SQS, { HTTPS_PROXY: P, NO_PROXY: 'sqs.us-east-1.amazonaws.com:8443' }, P],
    ['https://10.1.2.3', { HTTPS_PROXY: P, NO_PROXY: '10.0.0.0/8' }, undefined],
    ['https://11.1.2.3', { HTTPS_PROXY: P, NO_PROXY: '10.0.0.0/8,10.0.0.0/99,/8,11.1.2.3/x' }, P],
    ['https://[fd00::1]', { HTTPS_PROXY: P, NO_PROXY: 'fd00::/8' }, undefined],
    ['http://127.0.0.1:4577', { HTTP_PROXY: P }, undefined],
    ['http://localhost:4566', { HTTP_PROXY: P }, undefined],
    ['http://[::1]:4566', { HTTP_PROXY: P }, undefined],
  ])('to %s with %j is %s', (url, environment, proxy) => {
    expect(proxyFor(new URL(url), environment)?.origin).toBe(proxy);
  });

  it.each(['socks5://secret:word@proxy', 'http://', 'ftp://secret:word@proxy'])(
    'is not %s, which is not quoted',
    (text) => {
      const failure = expect.objectContaining({ exit: 2, message: expect.not.stringContaining('secret') });
      expect(() => proxyFor(new URL(SQS), { HTTPS_PROXY: text })).toThrow(failure);
    },
  );
});

it('only an environment that names a proxy or certificates costs anything', () => {
  expect(namesNetwork({ NO_PROXY: 'x', AWS_REGION: 'r', HTTPS_PROXY: '' })).toBe(false);
  for (const name of ['HTTPS_PROXY', 'http_proxy', 'ALL_PROXY', 'AWS_CA_BUNDLE']) {
    expect(namesNetwork({ [name]: 'x' })).toBe(true);
  }
});
