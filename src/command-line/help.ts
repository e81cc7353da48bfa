import type { Command, Interfaces } from '@oclif/core';
import { CommandHelp, Help } from '@oclif/core/help';
import { unknownCommand } from './unknown-command.ts';

/** Lines longer than this are hard to follow, however wide the terminal is. */
const WIDEST = 110;

const START_HERE: readonly (readonly [words: string, why: string])[] = [
  ['dlq list', 'what failed and why; nothing is changed'],
  ['dlq redrive --dry-run', 'what would be sent back, and what not'],
  ['demo', 'see all of it work, without any account'],
];

const OPTIONS: Partial<Interfaces.HelpOptions> = { flagSortOrder: 'none', showFlagOptionsInTitle: true };

/** The help of one command as plain text of at most `width` columns, without its summary. */
export function commandHelp(command: Command.Loadable, config: Interfaces.Config, width: number): string {
  const spoken = { ...command, id: command.id.replaceAll(':', ' ') };
  return new OurCommandHelp(spoken, config, { ...OPTIONS, maxWidth: width, stripAnsi: true }).generate();
}

/** oclif's help, in the order in which an operator needs it; it can be read on 80 by 24. */
export class OurHelp extends Help {
  protected override CommandHelpClass = OurCommandHelp;

  constructor(config: Interfaces.Config, options: Partial<Interfaces.HelpOptions> = {}) {
    super(config, { ...OPTIONS, ...options });
    this.opts.maxWidth = Math.min(this.opts.maxWidth, WIDEST);
  }

  /** Words that are neither command nor topic are refused as everywhere else. */
  override async showHelp(argv: string[]): Promise<void> {
    try {
      await super.showHelp(argv);
    } catch (error) {
      const [, id] = /^Command (\S+) not found/.exec(error instanceof Error ? error.message : '') ?? [];
      throw id === undefined ? error : unknownCommand(id, this.config);
    }
  }

  protected override async showRootHelp(): Promise<void> {
    this.log(this.formatRoot());
  }

  /** All commands at once, those of topics first: there are few. */
  override formatRoot(): string {
    const { bin, pjson, version } = this.config;
    const isInTopic = ({ id }: Command.Loadable) => id.includes(':');
    const commands = this.sortedCommands;
    const rows = [...commands.filter(isInTopic), ...commands.filter((command) => !isInTopic(command))].map(
      (command): [string, string | undefined] => [command.id.replaceAll(':', ' '), this.summary(command)],
    );
    const widest = Math.max(...START_HERE.map(([words]) => words.length));
    const start = START_HERE.map(([words, why]) => `$ ${bin} ${words.padEnd(widest)}   ${why}`).join('\n');
    return [
      this.wrap(`${pjson.description}`, 0),
      this.section('COMMANDS', this.renderList(rows, { indentation: 2, spacer: '\n' })),
      this.section('START HERE', start),
      `${bin} COMMAND --help says how to use one of them. This is version ${version}.`,
    ].join('\n\n');
  }
}

/** The help of one command: each example with its purpose, and no repetitions. */
export class OurCommandHelp extends CommandHelp {
  protected override description(): string | undefined {
    const { description } = this.command;
    return description === undefined ? undefined : this.wrap(description);
  }

  /** Flags without a letter begin where the others do. */
  protected override flagHelpLabel(flag: Command.Flag.Any, showOptions?: boolean): string {
    return super.flagHelpLabel(flag, showOptions).trimStart();
  }

  /** Commands are not broken into lines, so that they can be copied. */
  protected override examples(examples: Command.Example[] | string | undefined): string | undefined {
    const shown = [examples ?? []].flat().map((example) => {
      const { description, command } = typeof example === 'string' ? { description: '', command: example } : example;
      const line = `$ ${this.render(command)}`;
      return description === '' ? line : `${this.wrap(description)}\n${this.indent(line)}`;
    });
    return shown.length === 0 ? undefined : shown.join('\n');
  }
}
