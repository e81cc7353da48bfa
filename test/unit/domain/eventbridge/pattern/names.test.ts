import { expect, it } from 'vitest';
import { onlyText } from '../../../../../src/domain/eventbridge/pattern/names.ts';

it.each<[string | undefined, string | undefined]>([
  ['{"source":["shop"]}', 'shop'],
  ['{"source":["shop"],"detail":{"a":[{"prefix":"x"}]}}', 'shop'],
  ['{"source":["shop","store"]}', undefined],
  ['{"source":[{"prefix":"shop"}]}', undefined],
  ['{"source":[{"equals-ignore-case":"shop"}]}', undefined],
  ['{"source":[""]}', undefined],
  ['{"source":[5]}', undefined],
  ['{"source":"shop"}', undefined],
  ['{"source":[]}', undefined],
  ['{"detail-type":["cacheSet"]}', undefined],
  ['{"$or":[{"source":["shop"]},{"detail-type":["x"]}]}', undefined],
  ['{"__proto__":{"source":["shop"]}}', undefined],
  ['no pattern', undefined],
  [undefined, undefined],
])('the only source of %s', (pattern, source) => {
  expect(onlyText(pattern, 'source')).toBe(source);
});
