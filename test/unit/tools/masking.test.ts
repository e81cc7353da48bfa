import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { renewedMasking } from '../../../tools/masking.ts';

it('docs/masking.md has the rules as they are', () => {
  const page = readFileSync('docs/masking.md', 'utf8');
  expect(renewedMasking(page)).toBe(page);
});
