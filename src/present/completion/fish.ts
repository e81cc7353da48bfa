import { functionName, quotedForFish } from './quoted.ts';
import {
  beginnings,
  generalFlags,
  nextWords,
  type Spoken,
  type SpokenFlag,
  type SpokenValue,
  type Word,
} from './spoken.ts';

/** The completion script for fish 3 and newer. */
export function fishCompletion(spoken: Spoken): string {
  const { bin, commands } = spoken;
  const root = `_${functionName(bin, '')}`;
  const known = [...beginnings(spoken), ...commands.map(({ words }) => words)].filter((words) => words !== '');
  const complete = `complete -c ${bin}`;
  const at = (words: string) => `-n ${quotedForFish(`${root}_at ${quotedForFish(words)}`)}`;
  const lines = [
    ...beginnings(spoken).flatMap((words) =>
      nextWords(spoken, words).map(
        ({ word, summary }) =>
          `${complete} ${at(words)} -a ${quotedForFish(quotedForFish(word))} -d ${quotedForFish(summary)}`,
      ),
    ),
    ...beginnings(spoken).flatMap((words) =>
      generalFlags(words).map((flag) => `${complete} ${at(words)} ${flagOptions(flag, root, bin)}`),
    ),
    ...commands.flatMap(({ words, flags, args }) => [
      ...flags.map((flag) => `${complete} ${at(words)} ${flagOptions(flag, root, bin)}`),
      ...args.flatMap(({ value }) =>
        value.kind === 'free' ? [] : [`${complete} ${at(words)} ${valueOptions(value, root, bin)}`],
      ),
    ]),
  ];
  return `# Completion of ${bin} for fish; ${bin} completion --help says how to install it.

# True when the command that is being typed is this one.
function ${root}_at
    set -l words ''
    for word in (commandline -opc)[2..-1]
        if contains -- (string trim -- "$words $word") ${known.map(quotedForFish).join(' ')}
            set words (string trim -- "$words $word")
        end
    end
    test "$words" = "$argv[1]"
end

# The words behind what is typed of a list with commas; each argument is a word, a tab, what it means.
function ${root}_list
    set -l typed (commandline -ct | string replace -r -- '^--[^=]*=' '' | string match -r -- '^.*,')
    for each in $argv
        printf '%s%s\\n' "$typed" $each
    end
end

${complete} -f
${lines.join('\n')}
`;
}

function flagOptions(flag: SpokenFlag, root: string, bin: string): string {
  const { name, char, summary, value } = flag;
  const spelling = `${char === undefined ? '' : `-s ${quotedForFish(char)} `}-l ${quotedForFish(name)}`;
  return [
    spelling,
    ...(value === undefined ? [] : [valueOptions(value, root, bin)]),
    '-d',
    quotedForFish(summary),
  ].join(' ');
}

function valueOptions(value: SpokenValue, root: string, bin: string): string {
  switch (value.kind) {
    case 'free':
      return '-x';
    case 'file':
      return '-r -F';
    case 'remembered':
      return `-x -a ${quotedForFish(`(type -q ${bin}; and ${bin} remembered ${value.what} 2>/dev/null </dev/null)`)}`;
    case 'words': {
      const words = value.words.map(withTab).join(' ');
      return `-x -a ${quotedForFish(value.isList ? `(${root}_list ${words})` : `(printf '%s\\n' ${words})`)}`;
    }
  }
}

/** One argument: the word, a tab, what it means. fish reads a tab only outside of quotes. */
function withTab({ word, summary }: Word): string {
  return summary === '' ? quotedForFish(word) : `${quotedForFish(word)}\\t${quotedForFish(summary)}`;
}
