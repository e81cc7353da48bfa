import { describe, expect, it } from 'vitest';
import { between, markdownTable, tableUnder } from '../../../tools/markdown.ts';

const MARKED = 'before\n<!-- x -->\nold\n<!-- xstop -->\nafter\n';

describe('what stands between marks', () => {
  it('is replaced, and nothing else; twice is as good as once', () => {
    const once = between(MARKED, 'x', '\nnew\n');
    expect(once).toBe('before\n<!-- x -->\nnew\n<!-- xstop -->\nafter\n');
    expect(between(once, 'x', 'new')).toBe(once);
  });

  it('may hold what looks like a pattern of a replacement', () => {
    expect(between(MARKED, 'x', "$& $1 $'")).toContain("\n$& $1 $'\n");
  });

  it.each(['y', 'xstop'])('is looked for and missed: %s', (name) => {
    expect(() => between(MARKED, name, '')).toThrow(/are missing/);
  });
});

describe('a table', () => {
  const text = markdownTable(
    ['a', 'b'],
    [
      ['1|2', '<b>'],
      ['3', '4'],
    ],
  );

  it('keeps its cells apart, whatever is in them', () => {
    expect(text.split('\n')).toEqual(['| a | b |', '| --- | --- |', '| 1\\|2 | &lt;b> |', '| 3 | 4 |']);
  });

  it('is found under its heading and there only', () => {
    const page = `# t\n\n## One\n\n| no | no |\n|---|---|\n| 0 | 0 |\n\n## Two\n\ntext\n\n| s | m |\n|---|---|\n| 3 | 4 |\n\n## Three\n`;
    expect(tableUnder(page, 'Two')).toEqual([['3', '4']]);
    expect(() => tableUnder(page, 'Three')).toThrow(/no table/);
  });
});
