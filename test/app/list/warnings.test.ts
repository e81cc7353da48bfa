import { describe, expect, it } from 'vitest';
import { MOST_WARNINGS, Warnings } from '../../../src/app/list/examiner.ts';
import { destinationArn, ruleArn, timedOut } from '../../support/builders/dead-letters.ts';
import { listed, portsOf } from '../../support/fakes/use-cases.ts';

describe('the warnings of a run', () => {
  it('are each said once, in order', () => {
    const warnings = new Warnings();
    for (const one of ['a', 'b', 'a']) warnings.add(one);
    expect(warnings.all).toEqual(['a', 'b']);
  });

  it('are bounded, and what is left out is counted', async () => {
    const named = (value: string) => ({ dataType: 'String', text: value });
    const messages = Array.from({ length: 60 }, (_, at) => {
      const letter = timedOut(`m${at}`);
      const attributes = { RULE_ARN: named(ruleArn(`rule-${at}`)), TARGET_ARN: named(destinationArn('other')) };
      return { ...letter, attributes: { ...letter.attributes, ...attributes } };
    });
    const { end } = await listed(portsOf({ messages }));
    expect(end.read).toBe(60);
    expect(end.warnings).toHaveLength(MOST_WARNINGS + 1);
    expect(end.warnings.at(-1)).toBe('Further notes like these: 40.');
  });
});
