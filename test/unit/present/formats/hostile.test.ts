import { describe, expect, it } from 'vitest';
import { addToGroups, type Group, MOST_GROUPS } from '../../../../src/domain/diagnosis/groups.ts';
import { judge } from '../../../fuzz/judge.ts';
import { PRESENTERS } from '../../../fuzz/presenters.ts';
import { examined } from '../../../support/builders/examined.ts';
import { HOSTILE_LETTERS } from '../../../support/builders/hostile-letters.ts';
import { answered, message, type Sample } from '../../../support/builders/messages.ts';
import { complaints } from '../../../support/terminal/safe-output.ts';

const WIDTHS = [60, 80, 140] as const;

it.each(HOSTILE_LETTERS)('no output shows anything raw or a credential of $what', ({ body, attributes = {} }) => {
  const texts = Object.entries(attributes).map(([name, text]) => [name, { dataType: 'String', text }] as const);
  const judged = judge(message({ body, attributes: Object.fromEntries(texts) }), 0);
  for (const { name, promised, show } of PRESENTERS) {
    for (const width of promised === 'text' ? WIDTHS : [80]) {
      const shown = show(judged, width, promised === 'text');
      expect(complaints(shown, promised === 'text' ? width : undefined), name).toEqual([]);
      if (promised === 'json') expect(() => JSON.parse(shown)).not.toThrow();
    }
  }
});

describe('ten thousand distinct errors', () => {
  it('make no more groups than there is room for, and none is left out', () => {
    const groups = new Map<string, Group>();
    const letters = Array.from({ length: 10_000 }, (_, at): Sample => {
      const word = [...String(at)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
      return { error: at % 2 === 0 ? answered(400, `{"title":"${word}"}`) : `failed with ${word}` };
    });
    for (const letter of letters) addToGroups(groups, examined(letter));
    expect(groups.size).toBe(MOST_GROUPS + 1);
    expect([...groups.values()].reduce((sum, { count }) => sum + count, 0)).toBe(10_000);
  });

  it('are one group where they differ in nothing but a credential', () => {
    const groups = new Map<string, Group>();
    for (const end of ['AAAA', 'BBBB', 'C1-D']) {
      const token = `eyJhbGciOiJIUzI1NiJ9.eyJ0IjoiZyJ9.c2lnbmF0dXJlLXNpZ25hdHVyZS1zaWduYXR1cmU${end}`;
      addToGroups(groups, examined({ error: `refused the key ${token}` }));
    }
    expect([...groups.values()].map(({ error, count }) => [error, count])).toEqual([
      ['refused the key ‹credential:v2›', 3],
    ]);
  });
});
