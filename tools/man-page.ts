import type { Command, Config } from '@oclif/core';
import { toldCauses } from './causes.ts';
import { ENVIRONMENT } from './environment.ts';
import { groupPart, ownFlags, sharedGroups } from './man-flags.ts';
import { tableUnder } from './markdown.ts';
import { bold, escaped, italic, literal, paragraphs, part, running, section, tagged } from './roff.ts';

const FILES: readonly (readonly [path: string, meaning: string])[] = [
  ['~/.aws/config, ~/.aws/credentials', 'Regions, profiles and credentials, as for every tool of AWS.'],
  ['~/.local/share/momento-eb/ledger.db', 'The ledger of redrives; only its owner can read it.'],
  ['~/.cache/momento-eb/code', 'Compiled code for faster starts. It can be deleted at any time.'],
];

/** The documents that the man page quotes. */
export interface ManSources {
  /** README.md, for its introduction. */
  readonly readme: string;
  /** docs/exit-status.md, for its table. */
  readonly exitStatus: string;
}

/**
 * The man page, in the macros of man(7). Commands, flags and examples come from the manifest, causes from the catalogue,
 * the introduction and the exit statuses from the documents. It has no date: the version says how old it is.
 */
export function manPage(
  { readme, exitStatus }: ManSources,
  config: Config,
  commands: readonly Command.Loadable[],
): string {
  const shared = sharedGroups(commands);
  const lines = [
    `.TH ${escaped(config.bin.toUpperCase())} 1 "" "${escaped(`${config.bin} ${config.version}`)}" "User Commands"`,
    // Words that are to be typed are not parted.
    '.nh',
    '.ad l',
    ...section('Name', [`${escaped(config.bin)} \\- put events that did not reach Momento back on their bus`]),
    ...section('Synopsis', [`${bold(config.bin)} ${italic('command')} [${italic('flags')}]`]),
    ...section('Description', [
      ...paragraphs(introduction(readme)),
      '.PP',
      `${bold(`${config.bin} help`)} ${italic('command')} shows the help of one command.`,
    ]),
    ...section(
      'Commands',
      commands.flatMap((command) => commandPart(command, config, shared)),
    ),
    ...section(
      'Flags of several commands',
      [...shared].flatMap(([name, flags]) => groupPart(name, flags)),
    ),
    ...section('Causes', [
      ...paragraphs('Why an event failed, what momento-eb does, and the flags of dlq redrive that have it sent.'),
      ...toldCauses().flatMap(({ id, happened, does, flags }) =>
        tagged(bold(id), [running(`${happened} ${does}`), ...flags.map(bold)].join('\n.br\n')),
      ),
    ]),
    ...section(
      'Exit status',
      tableUnder(exitStatus, 'Statuses').flatMap(([status = '', meaning = '']) =>
        tagged(bold(status), sentence(meaning)),
      ),
    ),
    ...section(
      'Environment',
      ENVIRONMENT.flatMap(([names, meaning]) => tagged(bold(names), sentence(meaning))),
    ),
    ...section(
      'Files',
      FILES.flatMap(([path, meaning]) => tagged(italic(path), running(meaning))),
    ),
    ...section('Examples', commands.flatMap((command) => examples(command, config)).slice(1)),
    ...section('See also', [`${bold('aws')}(1)`]),
  ];
  return `${lines.join('\n')}\n`;
}

/** What the README says before its first picture or code block, without its links. */
function introduction(readme: string): string {
  const [, text = ''] = /^# .*\n([\s\S]*?)\n(?:```|!\[)/.exec(readme) ?? [];
  return text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
}

function commandPart(
  command: Command.Loadable,
  config: Config,
  shared: Parameters<typeof ownFlags>[1],
): readonly string[] {
  const words = command.id.replaceAll(':', ' ');
  const args = Object.values(command.args)
    .filter(({ hidden }) => !hidden)
    .flatMap(({ name, description, options }) =>
      tagged(italic(name.toUpperCase()), running(`${description ?? ''}${oneOf(options)}`)),
    );
  return part(`${config.bin} ${words}`, [
    ...paragraphs(`${command.summary ?? ''}\n\n${command.description ?? ''}`),
    ...args,
    ...ownFlags(command, shared),
  ]);
}

function examples({ id, examples: given = [] }: Command.Loadable, config: Config): readonly string[] {
  const filled = (text: string) =>
    text.replaceAll('<%= config.bin %>', config.bin).replaceAll('<%= command.id %>', id.replaceAll(':', ' '));
  return [given].flat().flatMap((example) => {
    const { description, command } = typeof example === 'string' ? { description: '', command: example } : example;
    return ['.PP', ...(description === '' ? [] : [running(description)]), ...literal([filled(command)])];
  });
}

/** Which words can stand there, where that is known. */
function oneOf(options: readonly string[] | undefined): string {
  return options === undefined ? '' : `: ${options.join(', ')}`;
}

function sentence(text: string): string {
  const plain = text.replaceAll('`', '');
  return running(`${plain.charAt(0).toUpperCase()}${plain.slice(1)}.`);
}
