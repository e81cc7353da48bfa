import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Config } from '@oclif/core';
import { manPage } from './man-page.ts';
import { renewedReadme } from './readme.ts';

// Writes what is generated from the commands and the catalogue: parts of README.md, and the man page. The build comes
// first, because the commands are read from oclif.manifest.json.
const root = fileURLToPath(new URL('..', import.meta.url));
const config = await Config.load({ root });
const commands = config.commands.filter(({ hidden }) => !hidden).toSorted((one, other) => (one.id < other.id ? -1 : 1));

const readme = renewedReadme(readFileSync(`${root}README.md`, 'utf8'), config, commands);
writeFileSync(`${root}README.md`, readme);
writeFileSync(`${root}man/momento-eb.1`, manPage(readme, config, commands));
