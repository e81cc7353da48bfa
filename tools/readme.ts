import type { Command, Config } from '@oclif/core';
import { commandHelp } from '../src/command-line/help.ts';
import { toldCauses } from './causes.ts';
import { ENVIRONMENT } from './environment.ts';
import { between, code, markdownTable } from './markdown.ts';

/** How wide the help of a command is in the README. */
const WIDTH = 120;

/** The README with everything in it that is generated written anew. The same input gives the same text on every machine. */
export function renewedReadme(readme: string, config: Config, commands: readonly Command.Loadable[]): string {
  const parts = { causes: causesTable(), environment: environmentTable(), commands: commandsText(config, commands) };
  return Object.entries(parts).reduce((text, [name, content]) => between(text, name, content), readme);
}

function causesTable(): string {
  const rows = toldCauses().map(({ id, happened, does, flags }) => [
    code(id),
    happened,
    does,
    flags.map(code).join(' or '),
  ]);
  return markdownTable(['cause', 'what happened', 'what momento-eb does', 'flag'], rows);
}

function environmentTable(): string {
  const rows = ENVIRONMENT.map(([names, meaning]) => [names.split(', ').map(code).join(', '), meaning]);
  return markdownTable(['variable', 'meaning'], rows);
}

function commandsText(config: Config, commands: readonly Command.Loadable[]): string {
  const names = commands.map(({ id }) => `${config.bin} ${id.replaceAll(':', ' ')}`);
  const index = commands.map(({ summary }, at) => {
    const name = names[at] ?? '';
    return `- [${code(name)}](#${name.replaceAll(' ', '-')}): ${summary}`;
  });
  const helps = commands.map((command, at) => {
    const help = commandHelp({ ...command }, config, WIDTH).replace(/ +$/gm, '');
    return `### ${code(names[at] ?? '')}\n\n${command.summary}\n\n\`\`\`text\n${help.trim()}\n\`\`\``;
  });
  return [index.join('\n'), ...helps].join('\n\n');
}
