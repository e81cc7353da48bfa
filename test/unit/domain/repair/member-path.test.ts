import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detailMembers, printMemberPath, readMemberPath } from '../../../../src/domain/repair/member-path.ts';
import { printable } from '../../../../src/domain/text/printable.ts';
import { CREDENTIALS, givesAway } from '../../../support/builders/credentials.ts';

const detail = (...names: string[]) => ({ root: 'detail', names }) as const;

describe('a path to a member', () => {
  it.each([
    ['source', { root: 'source' }],
    ['detail-type', { root: 'detail-type' }],
    ['detail.key', detail('key')],
    ['detail.item.name', detail('item', 'name')],
    ['detail["a.b"].c', detail('a.b', 'c')],
    ['detail["a=b"]', detail('a=b')],
    ['detail["say \\"x\\""]', detail('say "x"')],
    ['detail["\\u009b"]', detail('\u009b')],
    ['detail[""]', detail('')],
    ['detail.detail-type', detail('detail-type')],
    ['detail.größe', detail('größe')],
    ['detail.__proto__', detail('__proto__')],
  ])('%s', (text, path) => {
    expect(readMemberPath(text)).toEqual({ kind: 'path', path, end: text.length });
  });

  it.each([
    ['', /must begin with detail\., detail-type or source/],
    ['time', /must begin with detail\., detail-type or source/],
    ['id', /must begin with detail\., detail-type or source/],
    ['details.key', /must begin with detail\., detail-type or source/],
    ['$.detail.key', /must begin with detail\., detail-type or source/],
    ['detail', /as a whole/],
    ['detail.', /neither \.name nor/],
    ['detail..key', /neither/],
    ['detail.items[0]', /neither/],
    ["detail['key']", /neither/],
    ['detail["key', /neither/],
    ['detail["\\x"]', /neither/],
    ['detail.a b', /neither/],
    ['source.name', undefined],
    [`detail${'.a'.repeat(101)}`, /more than 100 names/],
  ])('refuses %s', (text, reason) => {
    const read = readMemberPath(text);
    if (reason === undefined) expect(read).toMatchObject({ kind: 'path', end: 'source'.length });
    else expect(read).toEqual({ kind: 'refused', reason: expect.stringMatching(reason) });
  });

  it('ends where the value begins', () => {
    expect(readMemberPath('detail.a=detail.b=1')).toMatchObject({ path: detail('a'), end: 8 });
  });

  it('is read as it is printed, whatever the names are, and printed as no terminal acts upon', () => {
    const name = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a.b', '"', '\\', ']', '\u202e', '\ud800'));
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), (names) => {
        const text = printMemberPath(detail(...names));
        expect(readMemberPath(text)).toEqual({ kind: 'path', path: detail(...names), end: text.length });
        expect(printable(text)).toBe(text);
      }),
    );
  });
});

it.each([
  ['$.detail.key', ['key']],
  ["$.detail['a.b'].c", ['a.b', 'c']],
  ['$.detail', undefined],
  ['$.detail.items[0]', undefined],
  ['$.source', undefined],
  ['constant', undefined],
])('the members that a target reads at %s', (path, names) => {
  expect(detailMembers(path)).toEqual(names);
});

it.each(Object.entries(CREDENTIALS))('a name that is a credential is printed masked: %s', (_, credential) => {
  expect(givesAway(printMemberPath(detail('a', credential)), credential)).toBe(false);
});
