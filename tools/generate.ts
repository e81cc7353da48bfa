import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Config } from '@oclif/core';
import { manPage } from './man-page.ts';
import { renewedMasking } from './masking.ts';
import { renewedReadme } from './readme.ts';

// Writes what is generated from the commands, the catalogue and the rules: parts of README.md and docs/masking.md, the man page. The build comes
// first, because the commands are read from oclif.manifest.json.
const root = fileURLToPath(new URL('..', import.meta.url));
const config = await Config.load({ root });
const commands = config.commands.filter(({ hidden }) => !hidden).toSorted((one, other) => (one.id < other.id ? -1 : 1));

const readme = renewedReadme(readFileSync(`${root}README.md`, 'utf8'), config, commands);
writeFileSync(`${root}README.md`, readme);
const masking = `${root}docs/masking.md`;
writeFileSync(masking, renewedMasking(readFileSync(masking, 'utf8')));
writeFileSync(`${root}man/momento-eb.1`, manPage(readme, config, commands));
