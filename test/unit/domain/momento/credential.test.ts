import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Credential, readCredential } from '../../../../src/domain/momento/credential.ts';

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (claims: unknown): string => `${encode({ alg: 'HS256' })}.${encode(claims)}.c2lnbmF0dXJl`;
const wrapped = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64');

const EXP = 1_800_000_000;
const HOST = 'cell-4-us-west-2-1.prod.a.momentohq.com';
const LEGACY = { sub: 'me', c: `cache.${HOST}`, cp: `control.${HOST}` };

const CREDENTIALS: readonly [string, string, Credential | undefined][] = [
  [
    'v1',
    wrapped({ endpoint: HOST, api_key: jwt({ exp: EXP }) }),
    { format: 'v1', expiresAt: EXP * 1000, endpoint: HOST },
  ],
  [
    'v1 without exp',
    wrapped({ endpoint: HOST, api_key: jwt({}) }),
    { format: 'v1', expiresAt: undefined, endpoint: HOST },
  ],
  [
    'v1 with an unreadable key',
    wrapped({ endpoint: HOST, api_key: 'x' }),
    { format: 'v1', expiresAt: undefined, endpoint: HOST },
  ],
  [
    'v1 and a line end',
    `${wrapped({ endpoint: HOST, api_key: jwt({ exp: EXP }) })}\n`,
    { format: 'v1', expiresAt: EXP * 1000, endpoint: HOST },
  ],
  ['legacy', jwt({ ...LEGACY, exp: EXP }), { format: 'legacy', expiresAt: EXP * 1000, endpoint: LEGACY.c }],
  ['legacy without exp', jwt(LEGACY), { format: 'legacy', expiresAt: undefined, endpoint: LEGACY.c }],
  ['v2', jwt({ t: 'g', exp: EXP }), { format: 'v2', expiresAt: EXP * 1000, endpoint: undefined }],
  [
    'v2 with exp that is a text',
    jwt({ t: 'g', exp: '1800000000' }),
    { format: 'v2', expiresAt: undefined, endpoint: undefined },
  ],
  [
    'v2 with exp beyond all dates',
    jwt({ t: 'g', exp: 1e300 }),
    { format: 'v2', expiresAt: undefined, endpoint: undefined },
  ],
  ['a JWT of somebody else', jwt({ sub: 'me', exp: EXP }), undefined],
  ['claims that are no object', jwt(['t', 'g']), undefined],
  ['JSON that lacks the key', wrapped({ endpoint: HOST }), undefined],
  ['two parts', 'a.b', undefined],
  ['a word', 'hello', undefined],
  ['nothing', '', undefined],
];

describe('readCredential', () => {
  it.each(CREDENTIALS)('%s', (_, text, expected) => {
    expect(readCredential(text)).toEqual(expected);
  });

  it('never gives the credential away', () => {
    for (const [, text] of CREDENTIALS.filter(([, , expected]) => expected !== undefined)) {
      expect(JSON.stringify(readCredential(text))).not.toContain('c2lnbmF0dXJl');
      expect(JSON.stringify(readCredential(text))).not.toContain(text.slice(0, 20));
    }
  });

  it('takes any text and any claims', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.jsonValue(), (text, claims) => {
        readCredential(text);
        readCredential(jwt(claims));
        readCredential(wrapped(claims));
      }),
    );
  });
});
