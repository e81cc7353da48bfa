import { writeFileSync } from 'node:fs';
import { roomRulesText } from './room-rules.ts';

// Writes the rules of the rooms for the linter.
writeFileSync(new URL('../biome.rooms.json', import.meta.url), roomRulesText());
