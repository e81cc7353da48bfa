import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { sourceStack } from '../../src/source-stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'momento-eb-maps-'));
afterAll(() => rmSync(folder, { recursive: true }));
const home = `${pathToFileURL(folder).href}/`;
// Line 2 of the file is line 41 of the source.
const map = { version: 3, sources: ['../src/domain/a.ts'], names: [], mappings: ';AAwCA' };
writeFileSync(join(folder, 'mapped.js.map'), JSON.stringify(map));
writeFileSync(join(folder, 'damaged.js.map'), 'no JSON');

describe('a stack trace', () => {
  it('names the source of a place in the bundle, with and without the name of a function', () => {
    const stack = `Error: x\n    at f (${home}mapped.js:2:9)\n    at async ${home}mapped.js:2:1`;
    expect(sourceStack(stack, home)).toBe('Error: x\n    at f (src/domain/a.ts:41)\n    at async src/domain/a.ts:41');
  });

  it.each(['mapped.js:1:1', 'unmapped.js:2:1', 'damaged.js:2:1'])('keeps a place that no map tells: %s', (place) => {
    expect(sourceStack(`    at f (${home}${place})`, home)).toBe(`    at f (${home}${place})`);
  });

  it('looks for no map outside the bundle, whatever the message of an error names', () => {
    const stack = `Error: file:///etc/mapped.js:2:1 and ${home}dist/../mapped.js:2:1`;
    expect(sourceStack(stack, `${home}dist/`)).toBe(stack);
  });
});
