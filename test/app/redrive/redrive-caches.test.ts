import { expect, it } from 'vitest';
import { SAFE_ONLY } from '../../../src/domain/repair/repair.ts';
import { timedOutAlone } from '../../support/builders/dead-letters.ts';
import { portsOf, redriven } from '../../support/fakes/use-cases.ts';

const warned = async (pairs: readonly [string, string][], messages = [timedOutAlone('m')]) => {
  const policy = { fix: true, repair: { ...SAFE_ONLY, mapCache: new Map(pairs) }, resolved: new Set<never>() };
  const { end } = await redriven(portsOf({ messages }), { policy });
  return end.warnings.filter((warning) => warning.startsWith('--map-cache'));
};

it('tells of a mapping that no selected event is for, and of no other', async () => {
  const { cacheName } = JSON.parse(timedOutAlone('m').body).detail;
  expect(await warned([['nobody', 'b']])).toEqual(['--map-cache nobody=b: no selected event is for cache nobody.']);
  expect(await warned([[cacheName, 'b']])).toEqual([]);
  expect(await warned([['nobody', 'b']], [])).toEqual([]);
});
