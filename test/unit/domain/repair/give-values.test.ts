import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { giveValues } from '../../../../src/domain/repair/give-values.ts';
import { reasonOf } from '../../../../src/flags/advice.ts';
import { set } from '../../../support/builders/assignments.ts';
import { event } from '../../../support/builders/messages.ts';
import { FRAGILE_VALUES } from '../../../support/builders/raw-json.ts';

const given = (detail: string, ...texts: string[]) => giveValues(event({ detail }), texts.map(set));

describe('values that the operator gives', () => {
  it.each([
    ['replace', '{"a":1}', ['detail.a=2'], '{"a":2}', ['detail.a: 1 → 2']],
    ['are added', '{"a":1}', ['detail.b=x'], '{"a":1,"b":"x"}', ['detail.b: null → "x"']],
    ['replace every twin', '{"a":1,"a":2}', ['detail.a=3'], '{"a":3,"a":3}', ['detail.a: 2 → 3']],
    ['reach into objects', '{"a":{"b":1}}', ['detail.a.b=2'], '{"a":{"b":2}}', ['detail.a.b: 1 → 2']],
    ['make the objects on the way', '{}', ['detail.a.b.c=1'], '{"a":{"b":{"c":1}}}', ['detail.a.b.c: null → 1']],
    [
      'go into what was just made',
      '{}',
      ['detail.a.b=1', 'detail.a.c=2'],
      '{"a":{"b":1,"c":2}}',
      ['detail.a.b: null → 1', 'detail.a.c: null → 2'],
    ],
    ['are no edit where they stand already', '{"a":1}', ['detail.a=1'], '{"a":1}', []],
    [
      'may be named like what every object has',
      '{}',
      ['detail.__proto__=1'],
      '{"__proto__":1}',
      ['detail.__proto__: null → 1'],
    ],
    [
      'keep large integers',
      '{"n":1}',
      ['detail.n=9007199254740993'],
      '{"n":9007199254740993}',
      ['detail.n: 1 → 9007199254740993'],
    ],
  ])('%s', (_, before, texts, after, edits) => {
    const done = given(before, ...texts);
    if (done.kind === 'impossible') throw new Error(done.at.join());
    expect(done.event.detailText).toBe(after);
    expect(done.event.detail).toEqual(JSON.parse(after));
    expect(done.edits.map((edit) => `${edit.path}: ${edit.before} → ${edit.after}`)).toEqual(edits);
    expect(done.edits.every((edit) => edit.kind === 'assumed' && reasonOf(edit) === '--set')).toBe(true);
  });

  it('change source and detail-type, and nothing of the detail', () => {
    const done = given('{"a":1}', 'source=shop', 'detail-type=cacheDelete');
    expect(done).toMatchObject({
      event: { source: 'shop', detailType: 'cacheDelete', detailText: '{"a":1}' },
      edits: [
        { path: 'source', before: '"shop.web"', after: '"shop"' },
        { path: 'detail-type', before: '"cacheSet"', after: '"cacheDelete"' },
      ],
    });
  });

  it.each([
    ['a text', '{"a":"x"}'],
    ['a list', '{"a":[1]}'],
    ['a null', '{"a":null}'],
    ['a number', '{"a":1}'],
  ])('cannot go through %s', (_, detail) => {
    expect(given(detail, 'detail.a.b=1', 'detail.c=1')).toEqual({ kind: 'impossible', at: ['detail.a.b'] });
  });

  it('leave every byte that they do not name', () => {
    const others = FRAGILE_VALUES.map((value, at) => `"x${at}": ${value}`);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(others),
        fc.constantFrom('\n  ', ' ', ''),
        fc.jsonValue(),
        (kept, space, value) => {
          const rest = kept.map((one) => `,${space}${one}`).join('');
          const json = JSON.stringify(value);
          const done = given(`{${space}"key" : "a"${rest}}`, `detail.key=${json}`, `detail.new=${json}`);
          expect(done).toMatchObject({ event: { detailText: `{${space}"key" : ${json}${rest},"new":${json}}` } });
        },
      ),
    );
  });
});
