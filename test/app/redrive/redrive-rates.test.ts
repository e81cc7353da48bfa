import { expect, it } from 'vitest';
import { published, timedOutAlone } from '../../support/builders/dead-letters.ts';
import { portsOf, redriven } from '../../support/fakes/use-cases.ts';

const warned = async (types: readonly string[], messages = [timedOutAlone('m'), published('p')]) => {
  const rates = { overall: Number.POSITIVE_INFINITY, byType: new Map(types.map((type) => [type, 5])) };
  const { end } = await redriven(portsOf({ messages }), { rates });
  return end.warnings.filter((warning) => warning.startsWith('--rate'));
};

it('tells of a rate that no event had the detail-type for', async () => {
  expect(await warned(['cacheSet', 'cacheset'])).toEqual([
    '--rate cacheset=…: no selected event had that detail-type.',
  ]);
});

it('says nothing of what limits something, has a rate by default, or had nothing to limit', async () => {
  expect(await warned(['cacheSet', 'topicPublish'])).toEqual([]);
  expect(await warned(['topicPublish'], [timedOutAlone('m')])).toEqual([]);
  expect(await warned(['cacheset'], [])).toEqual([]);
});
