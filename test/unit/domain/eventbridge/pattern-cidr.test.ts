import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testMatches, whyUnread } from '../../../support/event-pattern.ts';

const CASES: readonly [string, readonly unknown[], readonly unknown[]][] = [
  ['10.0.0.0/24', ['10.0.0.0', '10.0.0.255', ['x', '10.0.0.7']], ['10.0.1.0', '9.255.255.255', 'x', 167772160, null]],
  ['10.0.0.77/24', ['10.0.0.0', '10.0.0.255'], ['10.0.1.77']],
  ['10.0.0.4/31', ['10.0.0.4', '10.0.0.5'], ['10.0.0.3', '10.0.0.6']],
  ['10.0.0.0/9', ['10.127.255.255'], ['10.128.0.0']],
  ['0.0.0.0/0', ['1.2.3.4', '255.255.255.255'], ['::1', '', '1.2.3', '1.2.3.256', '01.2.3.4', '1.2.3.4 ', undefined]],
  [
    '2001:db8::/32',
    ['2001:db8::1', '2001:DB8:ffff::', '2001:0db8:0:0:0:0:0:9'],
    ['2001:db9::', '2001:db8', '10.0.0.1'],
  ],
  [
    '::/0',
    ['::', '::1', '1::', '1:2:3:4:5:6:7:8'],
    ['1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '1::2::3', ':::', ':', '1.2.3.4'],
  ],
  [
    '::/0',
    ['::2:3:4:5:6:7:8'],
    ['12345::', '::g', '::ffff:10.0.0.1', 'fe80::1%eth0', '1:2:3:4:5:6:7:8::', `${'0'.repeat(99)}::`],
  ],
  ['fe80::/10', ['fe80::1', 'febf::1'], ['fec0::1']],
  ['::4/127', ['::4', '::5'], ['::6', '0.0.0.4']],
];

const REFUSED = ['10.0.0.0', '10.0.0.0/', '/8', '10.0.0/8', '10.0.0.0/-1', '10.0.0.0/8/8', '10.0.0.0/x', '10.0.0.0/08'];
const TOO_MANY = ['10.0.0.0/32', '10.0.0.0/33', '::/128', '::/999'];

describe('cidr', () => {
  it.each(CASES)('%s', (cidr, matching, others) => {
    expect(matching.filter((value) => !testMatches({ cidr }, value))).toEqual([]);
    expect(others.filter((value) => testMatches({ cidr }, value))).toEqual([]);
  });

  it.each([...REFUSED, 'host/8', ''])('refuses %j', (cidr) => {
    expect(whyUnread(JSON.stringify({ a: [{ cidr }] }))).toBe('a: cidr takes ADDRESS/BITS');
  });

  it.each(TOO_MANY)('refuses %j', (cidr) => {
    expect(whyUnread(JSON.stringify({ a: [{ cidr }] }))).toMatch(/^a: cidr takes fewer than (32|128) bits/);
  });

  it.each([1, null, ['10.0.0.0/8'], { prefix: '10.0.0.0/8' }])('refuses %j', (cidr) => {
    expect(whyUnread(JSON.stringify({ a: [{ cidr }] }))).toBe('a: cidr takes a text');
  });

  it('agrees with comparing the first bits as text', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV4(), fc.integer({ min: 0, max: 31 }), (network, address, bits) => {
        const expected = bitsOf(network).slice(0, bits) === bitsOf(address).slice(0, bits);
        expect(testMatches({ cidr: `${network}/${bits}` }, address)).toBe(expected);
        expect(testMatches({ cidr: `${address}/${bits}` }, address)).toBe(true);
      }),
    );
  });
});

function bitsOf(address: string): string {
  const octets = address.split('.').map((octet) => Number(octet).toString(2).padStart(8, '0'));
  return octets.join('');
}
