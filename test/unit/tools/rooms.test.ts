import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { roomRules, roomRulesText } from '../../../tools/room-rules.ts';
import { ROOMS } from '../../../tools/rooms.ts';

describe('the rules of the rooms', () => {
  it('are fresh in biome.rooms.json (npm run rooms renews them)', () => {
    expect(readFileSync(new URL('../../../biome.rooms.json', import.meta.url), 'utf8')).toBe(roomRulesText());
  });

  it('name each folder and each file of src', () => {
    const there = readdirSync(new URL('../../../src', import.meta.url), { withFileTypes: true });
    const names = there.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
    expect(ROOMS.map(({ path }) => path)).toEqual(expect.arrayContaining(names));
  });

  it('let a file two folders deep import its room and the rooms named, and nothing else of src', () => {
    const [, , deep] = roomRules([
      { path: 'app/', holds: 'h', imports: ['domain/', 'x.ts'], packages: ['p'], why: 'w' },
    ]);
    expect(deep?.includes).toEqual(['src/app/*/*/*']);
    const patterns = deep?.linter.rules.style.noRestrictedImports.options.patterns;
    expect(patterns).toEqual([
      {
        message: 'w',
        group: [
          ...['**', '!./**', '!../**', '!../../**', '../../../**'],
          ...['!../../../domain/**', '!../../../x.ts', '!../../../app/**', '!p'],
        ],
      },
    ]);
  });
});
