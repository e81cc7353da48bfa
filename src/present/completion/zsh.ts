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

/** The functions that offer values: what each does, and its name. */
type Offers = ReadonlyMap<string, string>;

/** The completion script for zsh; it works from a folder of `fpath` and sourced. */
export function zshCompletion(spoken: Spoken): string {
  const { bin } = spoken;
  const root = functionName(bin, '');
  const offers = offersOf(spoken);
  const functions = [
    ...[...offers].map(([body, name]) => `${name}() {\n  ${body}\n}`),
    ...beginnings(spoken).map((words) => beginningFunction(spoken, words, offers)),
    ...spoken.commands.map((command) => commandFunction(bin, command, offers)),
  ];
  return `#compdef ${bin}
# Completion of ${bin} for zsh; ${bin} completion --help says how to install it.

${functions.join('\n\n')}

if [[ \${funcstack[1]} == _${bin} ]]; then
  ${root} "$@"
elif (( \${+functions[compdef]} )); then
  compdef ${root} ${bin}
else
  print -u2 '${bin}: completion needs compinit; put "autoload -U compinit && compinit" before this.'
fi
`;
}

/** A spec of _arguments is evaluated once more, so no word may stand in it: each set of words has a function. */
function offersOf({ bin, commands }: Spoken): Offers {
  const values = commands.flatMap(({ flags, args }) => [...flags, ...args]).flatMap(({ value }) => value ?? []);
  const bodies = new Set(values.flatMap((value) => bodyOf(value, bin) ?? []));
  return new Map([...bodies].map((body, at) => [body, `${functionName(bin, '')}_values_${at}`]));
}

/** The function that offers the words of a value; undefined where they are not known. */
function bodyOf(value: SpokenValue, bin: string): string | undefined {
  if (value.kind === 'remembered')
    return `compadd -- \${(f)"$(${bin} remembered ${value.what} 2>/dev/null </dev/null)"}`;
  if (value.kind !== 'words') return undefined;
  if (!value.isList) return `compadd -- ${value.words.map(({ word }) => quoted(word)).join(' ')}`;
  return `_values -s , ${quoted(value.name)} ${value.words.map((each) => quoted(bracketed(each))).join(' ')}`;
}

function beginningFunction(spoken: Spoken, words: string, offers: Offers): string {
  const next = nextWords(spoken, words);
  const cases = next.map(({ word }) => {
    const longer = words === '' ? word : `${words} ${word}`;
    return `        ${quoted(word)}) ${functionName(spoken.bin, longer)} ;;`;
  });
  const flags = generalFlags(words).map((flag) => flagSpec(flag, offers, spoken.bin));
  return `${functionName(spoken.bin, words)}() {
  local context state state_descr line
  typeset -A opt_args
  local -a next=(${next.map((each) => quoted(described(each))).join(' ')})
  _arguments -C ${flags.join(' ')} '1: :->next' '*:: :->rest'
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

function commandFunction(bin: string, { words, flags, args }: SpokenCommand, offers: Offers): string {
  const specs = [
    ...flags.map((flag) => flagSpec(flag, offers, bin)),
    ...args.map((argument) => argumentSpec(argument, offers, bin)),
  ];
  return `${functionName(bin, words)}() {
  _arguments -s -S \\
${specs.map((spec) => `    ${spec}`).join(' \\\n')}
}`;
}

/** One spec for both spellings, so that the one excludes the other. */
function flagSpec({ name, char, summary, isRepeatable, value }: SpokenFlag, offers: Offers, bin: string): string {
  const takes = value === undefined ? '' : `:${escaped(value.name)}:${action(value, offers, bin)}`;
  const about = `[${escaped(summary)}]${takes}`;
  const long = `--${name}${value === undefined ? '' : '='}`;
  if (char === undefined) return quoted(`${isRepeatable ? '*' : ''}${long}${about}`);
  const short = `-${char}${value === undefined ? '' : '+'}`;
  const before = isRepeatable ? '*' : `(-${char} --${name})`;
  return `${quoted(before)}{${short},${long}}${quoted(about)}`;
}

function argumentSpec({ name, isRepeatable, value }: SpokenArgument, offers: Offers, bin: string): string {
  return quoted(`${isRepeatable ? '*' : ''}:${escaped(name)}:${action(value, offers, bin)}`);
}

/** The zsh action for a value; for a free value only its description. */
function action(value: SpokenValue, offers: Offers, bin: string): string {
  if (value.kind === 'file') return '_files';
  return offers.get(bodyOf(value, bin) ?? '') ?? ' ';
}

/** For `_values`: the word, and in brackets what it means. */
function bracketed({ word, summary }: Word): string {
  return `${escaped(word)}${summary === '' ? '' : `[${escaped(summary)}]`}`;
}

/** For `_describe`: the word, a colon, what it means. */
function described({ word, summary }: Word): string {
  return `${word.replace(/[\\:]/g, '\\$&')}:${summary}`;
}

/** Brackets end a description and colons part a spec. */
function escaped(text: string): string {
  return text.replace(/[\\[\]:]/g, '\\$&');
}
