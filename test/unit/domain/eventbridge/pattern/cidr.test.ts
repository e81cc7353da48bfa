import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testMatches } from '../../../../support/builders/event-pattern.ts';

describe('cidr', () => {
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
