import { describe, expect, it } from 'vitest';
import { baseUrlOf, isMomentoHost } from '../../../../src/domain/momento/hosts.ts';

const HOSTS: readonly [string, boolean][] = [
  ['api.cache.cell-4-us-west-2-1.prod.a.momentohq.com', true],
  ['API.cache.cell-4-us-west-2-1.prod.a.MomentoHQ.com', true],
  ['api.cache.private-cell.momentohq.com', true],
  ['api.cache.cell-1-eu-west-1-1.prod.a.momentohq.com.', true],
  ['momentohq.com', false],
  ['.momentohq.com', false],
  ['evilmomentohq.com', false],
  ['api.momentohq.com.evil.example', false],
  ['api.momentohq.com:443', false],
  ['evil.example/api.momentohq.com', false],
  ['evil.example\n.momentohq.com', false],
  ['api.momentohq.com\n', false],
  ['-.momentohq.com', false],
  [`${'a.'.repeat(500)}momentohq.com`, false],
  ['', false],
];

describe('isMomentoHost', () => {
  it.each(HOSTS)('%j is %s', (host, expected) => {
    expect(isMomentoHost(host)).toBe(expected);
  });
});

describe('baseUrlOf', () => {
  it.each(['us-east-1', 'us-west-2', 'ap-south-1', 'ap-northeast-1', 'eu-west-1'])('knows %s', (region) => {
    const url = new URL(baseUrlOf(region) ?? '');
    expect(url.hostname).toContain(region);
    expect(isMomentoHost(url.hostname)).toBe(true);
  });

  it.each(['eu-central-1', '', 'constructor', '__proto__'])('does not know %j', (region) => {
    expect(baseUrlOf(region)).toBeUndefined();
  });
});
