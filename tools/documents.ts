import type { Command, Config } from '@oclif/core';
import { commandHelp } from '../src/command-line/help.ts';
import { toldCauses } from './causes.ts';
import { ENVIRONMENT } from './environment.ts';
import { between, code, markdownTable } from './markdown.ts';

/** How wide the help of a command is in the documents. */
const WIDTH = 100;

/** `docs/commands.md` with its generated parts renewed. The same input gives the same text on every machine. */
export function renewedCommands(text: string, config: Config, commands: readonly Command.Loadable[]): string {
  return between(between(text, 'commands', commandsText(config, commands)), 'environment', environmentTable());
}

/** `docs/causes.md` with its generated part renewed. */
export function renewedCauses(text: string): string {
  return between(text, 'causes', causesText());
}

function causesText(): string {
  const causes = toldCauses();
  const index = causes.map(({ id, title }) => `| [${code(id)}](#${id}) | ${title} |`);
  const parts = causes.map(({ id, happened, does, flags }) => {
    const ways = flags.length === 0 ? [] : [`Flags of \`dlq redrive\`: ${flags.map(code).join(' or ')}`];
    return [`### ${id}`, happened, does, ...ways].join('\n\n');
  });
  return [['| cause | title |', '| --- | --- |', ...index].join('\n'), ...parts].join('\n\n');
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
