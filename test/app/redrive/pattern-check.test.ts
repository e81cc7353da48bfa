import { describe, expect, it } from 'vitest';
import { PatternCheck } from '../../../src/app/redrive/rule-lookups.ts';
import type { Lookup } from '../../../src/domain/integration/lookup.ts';
import { DENIED, FakeIntegration, found, MISSING } from '../../support/fakes/fake-integration.ts';

const PATTERN = JSON.stringify({ source: ['shop'] });
const SHOP = { source: 'shop' };
const OTHER = { source: 'other' };

/** What the check says of each event in turn, and how often EventBridge was asked. */
async function answers(
  events: readonly { source: string }[],
  aws: (event: string) => Lookup<boolean>,
  pattern = PATTERN,
) {
  let asked = 0;
  const integration = new FakeIntegration({
    matches: (_pattern, event) => {
      asked += 1;
      return aws(event);
    },
  });
  const check = new PatternCheck(integration, pattern);
  const said: unknown[] = [];
  for (const event of events) {
    const answer = await check.matches(event);
    said.push(answer.kind === 'found' ? answer.value : answer.kind);
  }
  return { said, asked };
}

const truth = (event: string) => found(JSON.parse(event).source === 'shop');

describe('a pattern check', () => {
  it('lets EventBridge confirm the first yes and the first no, and answers the others itself', async () => {
    const { said, asked } = await answers([SHOP, SHOP, OTHER, SHOP, OTHER], truth);
    expect(said).toEqual([true, true, false, true, false]);
    expect(asked).toBe(2);
  });

  it('asks about each event once EventBridge has disagreed, and believes it', async () => {
    const { said, asked } = await answers([SHOP, SHOP, SHOP], () => found(false));
    expect(said).toEqual([false, false, false]);
    expect(asked).toBe(4);
  });

  it('stands by its own answer where it may not ask', async () => {
    expect((await answers([SHOP, OTHER], () => DENIED)).said).toEqual([true, false]);
  });

  it('does not take one event that EventBridge will not test for a confirmation', async () => {
    let first = true;
    const picky = (event: string): Lookup<boolean> => {
      if (!first) return truth(event);
      first = false;
      return MISSING;
    };
    expect(await answers([SHOP, SHOP, SHOP], picky)).toEqual({ said: ['missing', true, true], asked: 2 });
  });

  it('asks about each event where it does not know an operator, and passes on that it may not', async () => {
    const unknown = JSON.stringify({ source: [{ 'an-operator-to-come': 'x' }] });
    expect(await answers([SHOP, OTHER], truth, unknown)).toEqual({ said: [true, false], asked: 2 });
    expect((await answers([SHOP], () => DENIED, unknown)).said).toEqual(['denied']);
  });

  it('waits for one confirmation, however many ask at once', async () => {
    let asked = 0;
    const integration = new FakeIntegration({
      matches: () => {
        asked += 1;
        return found(true);
      },
    });
    const check = new PatternCheck(integration, PATTERN);
    await Promise.all(Array.from({ length: 20 }, () => check.matches(SHOP)));
    expect(asked).toBe(1);
  });
});
