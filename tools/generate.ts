import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Config } from '@oclif/core';
import { renewedArchitecture } from './architecture.ts';
import { renewedCauses, renewedCommands } from './documents.ts';
import { manPage } from './man-page.ts';
import { renewedMasking } from './masking.ts';

// Writes what is generated from the commands, the catalogue, the masking rules and the table of rooms: parts of
// docs/commands.md, docs/causes.md, docs/masking.md and ARCHITECTURE.md, and the man page. The build comes first, because the commands are read from
// oclif.manifest.json.
const root = fileURLToPath(new URL('..', import.meta.url));
const config = await Config.load({ root });
const commands = config.commands.filter(({ hidden }) => !hidden).toSorted((one, other) => (one.id < other.id ? -1 : 1));

const read = (file: string) => readFileSync(`${root}${file}`, 'utf8');
const write = (file: string, text: string) => writeFileSync(`${root}${file}`, text);

write('docs/commands.md', renewedCommands(read('docs/commands.md'), config, commands));
write('docs/causes.md', renewedCauses(read('docs/causes.md')));
write('docs/masking.md', renewedMasking(read('docs/masking.md')));
write('ARCHITECTURE.md', renewedArchitecture(read('ARCHITECTURE.md')));
const sources = { readme: read('README.md'), exitStatus: read('docs/exit-status.md') };
write('man/momento-eb.1', manPage(sources, config, commands));
