import { functionName, quoted } from './quoted.ts';
import {
  beginnings,
  generalFlags,
  nextWords,
  type Spoken,
  type SpokenArgument,
  type SpokenCommand,
  type SpokenFlag,
  type SpokenValue,
  type Word,
} from './spoken.ts';

/** The completion script for zsh; it works from a folder of `fpath` and sourced. */
export function zshCompletion(spoken: Spoken): string {
  const { bin } = spoken;
  const root = functionName(bin, '');
  return `#compdef ${bin}
# Completion of ${bin} for zsh; ${bin} completion --help says how to install it.

${[...beginnings(spoken).map((words) => beginningFunction(spoken, words)), ...spoken.commands.map((command) => commandFunction(bin, command))].join('\n\n')}

if [[ \${funcstack[1]} == _${bin} ]]; then
  ${root} "$@"
elif (( \${+functions[compdef]} )); then
  compdef ${root} ${bin}
else
  print -u2 '${bin}: completion needs compinit; put "autoload -U compinit && compinit" before this.'
fi
`;
}

function beginningFunction(spoken: Spoken, words: string): string {
  const next = nextWords(spoken, words);
  const cases = next.map(({ word }) => {
    const longer = words === '' ? word : `${words} ${word}`;
    return `        ${quoted(word)}) ${functionName(spoken.bin, longer)} ;;`;
  });
  return `${functionName(spoken.bin, words)}() {
  local context state state_descr line
  typeset -A opt_args
  local -a next=(${next.map((each) => quoted(described(each))).join(' ')})
  _arguments -C ${generalFlags(words).map(flagSpec).join(' ')} '1: :->next' '*:: :->rest'
  case $state in
    next) _describe -t commands command next ;;
    rest)
      case \${line[1]} in
${cases.join('\n')}
      esac
      ;;
  esac
}`;
}

function commandFunction(bin: string, { words, flags, args }: SpokenCommand): string {
  const specs = [...flags.map(flagSpec), ...args.map(argumentSpec)];
  return `${functionName(bin, words)}() {
  _arguments -s -S \\
${specs.map((spec) => `    ${spec}`).join(' \\\n')}
}`;
}

/** One spec for both spellings, so that the one excludes the other. */
function flagSpec({ name, char, summary, isRepeatable, value }: SpokenFlag): string {
  const about = `[${escaped(summary)}]${value === undefined ? '' : `:${escaped(value.name)}:${action(value)}`}`;
  const long = `--${name}${value === undefined ? '' : '='}`;
  if (char === undefined) return quoted(`${isRepeatable ? '*' : ''}${long}${about}`);
  const short = `-${char}${value === undefined ? '' : '+'}`;
  const before = isRepeatable ? '*' : `(-${char} --${name})`;
  return `${quoted(before)}{${short},${long}}${quoted(about)}`;
}

function argumentSpec({ name, isRepeatable, value }: SpokenArgument): string {
  return quoted(`${isRepeatable ? '*' : ''}:${escaped(name)}:${action(value)}`);
}

/** What zsh is to do for a value; where anything fits, it only says what is meant. */
function action(value: SpokenValue): string {
  switch (value.kind) {
    case 'free':
      return ' ';
    case 'file':
      return '_files';
    case 'words':
      return value.isList
        ? `_values -s , ${quoted(value.name)} ${value.words.map(({ word, summary }) => quoted(bracketed(word, summary))).join(' ')}`
        : `(${value.words.map(({ word }) => word.replace(/[^A-Za-z0-9_-]/g, '\\$&')).join(' ')})`;
  }
}

function bracketed(word: string, summary: string): string {
  const about = summary === '' ? '' : `[${escaped(summary)}]`;
  return `${escaped(word)}${about}`;
}

/** For \`_describe\`: the word, a colon, what it means. */
function described({ word, summary }: Word): string {
  return `${word.replace(/[\\:]/g, '\\$&')}:${summary}`;
}

/** Brackets end a description and colons part a spec. */
function escaped(text: string): string {
  return text.replace(/[\\[\]:]/g, '\\$&');
}
