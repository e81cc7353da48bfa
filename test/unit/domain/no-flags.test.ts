import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const FLAG = /--[a-z][a-z-]*/g;

/** The files below a folder of the source that spell a flag, with the flags. */
function spelledIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => (readFileSync(`${folder}/${file}`, 'utf8').match(FLAG) ?? []).map((flag) => `${file} ${flag}`));
}

it('the domain speaks of causes and repairs, and spells no flag of the command line', () => {
  expect(spelledIn('src/domain')).toEqual([]);
});
