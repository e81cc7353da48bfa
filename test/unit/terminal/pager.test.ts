import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pagerOf, shownInPager } from '../../../src/terminal/pager.ts';

describe('the pager', () => {
  it.each<[NodeJS.ProcessEnv, string | undefined]>([
    [{}, 'less'],
    [{ PAGER: 'most -w' }, 'most -w'],
    [{ PAGER: 'most', MOMENTO_EB_PAGER: 'bat' }, 'bat'],
    [{ PAGER: 'most', MOMENTO_EB_PAGER: '' }, undefined],
    [{ PAGER: ' cat ' }, undefined],
  ])('of %j is %j', (environment, pager) => expect(pagerOf(environment)).toBe(pager));

  it('gets the text on its standard input, and LESS unless the operator has set it', async ({ onTestFinished }) => {
    const folder = mkdtempSync(join(tmpdir(), 'momento-eb-pager-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    expect(await shownInPager(`(cat; printf %s "$LESS") > '${folder}/shown'`, 'text\n')).toBe(true);
    expect(readFileSync(join(folder, 'shown'), 'utf8')).toBe('text\nFRX');
  });

  it('that does not exist shows nothing and says so, as does one that reads nothing', async () => {
    expect(await shownInPager('momento-eb-no-such-pager 2> /dev/null', 'text')).toBe(false);
    expect(await shownInPager('exit 0', 'x'.repeat(10_000_000))).toBe(true);
  });
});
