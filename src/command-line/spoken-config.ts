import type { Command, Interfaces } from '@oclif/core';
import { CATALOGUE, CAUSE_IDS } from '../domain/diagnosis/catalogue.ts';
import type { Cause } from '../domain/diagnosis/cause.ts';
import {
  generalFlags,
  type Remembered,
  type Spoken,
  type SpokenArgument,
  type SpokenCommand,
  type SpokenFlag,
  type SpokenValue,
  type Word,
} from '../present/completion/spoken.ts';

/** The values of flags that are checked by us and not by oclif, which therefore does not know them. */
const KNOWN_WORDS: Readonly<Record<string, readonly Word[]>> = {
  cause: causeWords(() => true),
  resolved: causeWords(({ resend }) => resend === 'after-outside-change'),
};

/** Flags and arguments with values that momento-eb remembers. */
const REMEMBERED_BY: Readonly<Record<string, Remembered>> = { run: 'runs', queue: 'queues' };

function causeWords(fits: (cause: Cause) => boolean): readonly Word[] {
  const ids = CAUSE_IDS.filter((id) => fits(CATALOGUE[id]));
  return ids.map((id) => ({ word: id, summary: CATALOGUE[id].title }));
}

/** All that can be said, from what oclif has loaded: a new command or flag is in it by itself. */
export function spokenConfig(config: Interfaces.Config): Spoken {
  const commands = config.commands
    .filter(({ id, hidden }) => !hidden && id !== HELP_ID)
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .map(spokenCommand);
  const topics = config.topics
    .filter(({ hidden }) => !hidden)
    .map(({ name, description }) => ({ words: spaced(name), summary: description ?? '' }))
    .filter((topic) => commands.some(({ words }) => words.startsWith(`${topic.words} `)));
  return withHelp({ bin: config.bin, topics, commands }, config.findCommand(HELP_ID));
}

const HELP_ID = 'help';

/** Behind help stand the words of a command; that makes it the beginning of all of them once more. */
function withHelp({ bin, topics, commands }: Spoken, help: Command.Loadable | undefined): Spoken {
  if (help === undefined) return { bin, topics, commands };
  const asked = <T extends { readonly words: string }>(each: T) => ({ ...each, words: `${HELP_ID} ${each.words}` });
  return {
    bin,
    topics: [...topics, { words: HELP_ID, summary: summaryOf(help) }, ...topics.map(asked)],
    commands: [...commands, ...commands.map(asked).map((command) => ({ ...command, flags: [], args: [] }))],
  };
}

function spokenCommand(command: Command.Loadable): SpokenCommand {
  return {
    words: spaced(command.id),
    summary: summaryOf(command),
    flags: [...flagsOf(command), ...generalFlags(spaced(command.id))],
    args: Object.values(command.args)
      .filter(({ hidden }) => !hidden)
      .map(argumentOf),
  };
}

function spaced(id: string): string {
  return id.replaceAll(':', ' ');
}

function flagsOf({ flags }: Command.Loadable): readonly SpokenFlag[] {
  return Object.values(flags)
    .filter(({ hidden }) => !hidden)
    .map((flag) => ({
      name: flag.name,
      char: flag.char,
      summary: flag.summary ?? flag.description ?? '',
      isRepeatable: flag.type === 'option' && flag.multiple === true,
      value: flag.type === 'option' ? spokenValue(flag.name, flag) : undefined,
    }));
}

function argumentOf({ name, options, multiple }: Command.Arg.Cached): SpokenArgument {
  return { name, isRepeatable: multiple === true, value: spokenValue(name, { options }) };
}

interface Valued {
  readonly helpValue?: string | string[] | undefined;
  readonly options?: readonly string[] | undefined;
  readonly delimiter?: string | undefined;
}

function spokenValue(flag: string, { helpValue, options, delimiter }: Valued): SpokenValue {
  const name = [helpValue ?? flag].flat().join(' ');
  const words = options?.map((word) => ({ word, summary: '' })) ?? KNOWN_WORDS[flag];
  if (words !== undefined) return { kind: 'words', name, words, isList: delimiter === ',' };
  const what = REMEMBERED_BY[flag];
  if (what !== undefined) return { kind: 'remembered', name, what };
  return /^(FILE|FOLDER|DIRECTORY|PATH)$/.test(name) ? { kind: 'file', name } : { kind: 'free', name };
}

function summaryOf({ summary, description }: Command.Loadable): string {
  return summary ?? description?.split('\n')[0] ?? '';
}
