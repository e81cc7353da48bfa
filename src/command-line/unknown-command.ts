import type { Command, Hook, Interfaces } from '@oclif/core';
import { type Failure, usage } from '../app/failures.ts';
import { closest } from '../domain/text/closest.ts';
import { askAbout } from './did-you-mean.ts';

/** oclif's hook for words that are no command: says so, and which command may have been meant. It runs nothing. */
export const commandNotFound: Hook.CommandNotFound = async ({ config, id }) => {
  throw unknownCommand(id, config);
};

/** The usage Failure for words that are no command, parted by colons or spaces. */
export function unknownCommand(id: string, config: Interfaces.Config): Failure {
  const words = id.split(/[: ]/).filter(Boolean);
  const shown = config.commands.filter(({ hidden }) => !hidden);
  const begun = shown.find((command) => id.startsWith(`${command.id}:`));
  if (begun !== undefined) return unexpectedWord(begun, id.slice(begun.id.length + 1));
  const commands = shown.map((command) => command.id.replaceAll(':', ' '));
  const guess = askAbout(meantBy(words, commands)) ?? '';
  return usage(`There is no command "${words.join(' ')}".`, `${guess} momento-eb --help lists the commands.`.trim());
}

/** A surplus word behind a command may be the id of a message. */
function unexpectedWord({ id, flags }: Command.Loadable, extra: string): Failure {
  const words = id.replaceAll(':', ' ');
  const guess = 'id' in flags && /^[0-9a-f-]{8,}$/i.test(extra) ? askAbout([`--id ${extra}`]) : '';
  return usage(
    `"${words}" takes no word "${extra}".`,
    `${guess} momento-eb ${words} --help shows what it takes.`.trim(),
  );
}

/**
 * The commands that the operator may have meant by words that begin no command. Words behind as many words as a command
 * has may be its arguments, and a topic is easily forgotten: "redrive" means "dlq redrive".
 */
export function meantBy(words: readonly string[], commands: readonly string[]): readonly string[] {
  const lengths = [...new Set(commands.map((command) => command.split(' ').length))].sort((one, other) => other - one);
  for (const length of lengths) {
    const ofThatLength = commands.filter((command) => command.split(' ').length === length);
    const found = closest(words.slice(0, length).join(' '), ofThatLength);
    if (found.length > 0) return found;
  }
  const lastWords = closest(words[0] ?? '', commands.map(lastWordOf));
  return commands.filter((command) => lastWords.includes(lastWordOf(command)));
}

function lastWordOf(command: string): string {
  return command.split(' ').at(-1) ?? command;
}
