import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Base64Kind, base64Kind, bytesOfBase64, toBase64url } from '../../../../src/domain/momento/base64.ts';

const TEXTS: readonly [string, Base64Kind, string | undefined][] = [
  ['aGVsbG8', 'base64url', 'hello'],
  ['aGVsbG8=', 'standard', 'hello'],
  ['aGVs\r\n bG8=', 'standard', 'hello'],
  ['aGVs', 'base64url', 'hel'],
  ['Pz8_', 'base64url', '???'],
  ['Pz8/', 'standard', '???'],
  ['Pj4-', 'base64url', '>>>'],
  ['Pj4+', 'standard', '>>>'],
  ['', 'base64url', ''],
  ['  ', 'standard', ''],
  ['YQ==', 'standard', 'a'],
  ['YQ', 'base64url', 'a'],
  ['YQ=', 'invalid', undefined],
  ['YQ===', 'invalid', undefined],
  ['=', 'invalid', undefined],
  ['aGVs=', 'invalid', undefined],
  ['aGVs====', 'invalid', undefined],
  ['YQ==YQ==', 'invalid', undefined],
  ['YR', 'invalid', undefined],
  ['a', 'invalid', undefined],
  ['aGVsb', 'invalid', undefined],
  ['Pz8_Pz8/', 'invalid', undefined],
  ['hällo', 'invalid', undefined],
  ['user:1', 'invalid', undefined],
  ['aGVs\u00a0bG8', 'invalid', undefined],
];

describe('base64', () => {
  it.each(TEXTS)('%j is %s', (text, kind, decoded) => {
    expect(base64Kind(text)).toBe(kind);
    expect(bytesOfBase64(text)?.toString('utf8')).toBe(decoded);
  });

  it('any bytes come back, from every spelling', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (array) => {
        const bytes = Buffer.from(array);
        const url = toBase64url(bytes);
        expect(base64Kind(url)).toBe('base64url');
        expect(bytesOfBase64(url)).toEqual(bytes);
        expect(bytesOfBase64(bytes.toString('base64'))).toEqual(bytes);
      }),
    );
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const bytes = bytesOfBase64(text);
        expect(bytes === undefined).toBe(base64Kind(text) === 'invalid');
      }),
    );
  });
});
