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
} from './spoken.ts';

/**
 * The completion script for bash. It needs nothing but bash 3.2, the one that macOS has; with it, and with newer ones,
 * `--flag value` and `--flag=value` work alike. Words are compared and quoted by the script itself, because `compgen -W`
 * would expand what is in them.
 */
export function bashCompletion(spoken: Spoken): string {
  const name = functionName(spoken.bin, '');
  return `# Completion of ${spoken.bin} for bash; ${spoken.bin} completion --help says how to install it.

# What can stand behind these words, in next; behind a command: its flags, those that may be repeated in again.
${name}_known() {
  next=() once=() again=() argument=''
  case $1 in
${beginnings(spoken).map(beginningCase(spoken)).join('\n')}
${spoken.commands.map(commandCase).join('\n')}
    *) return 1 ;;
  esac
}

# What a flag or an argument of a command takes: values and kind (words, list, remembered, file, free). False: it takes nothing.
${name}_value() {
  values=() kind=free
  case "$1 $2" in
${valueCases(spoken.commands).join('\n')}
    *) return 1 ;;
  esac
}

${name}() {
  local current=\${COMP_WORDS[COMP_CWORD]} words='' flag='' given=' ' prefix='' kind='' argument='' word i ended=''
  local -a next once again values
  COMPREPLY=()
  ${name}_known ''
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [[ -n $flag ]]; then
      # bash parts --flag=value at the sign.
      [[ $word == '=' ]] || flag=''
    elif [[ -z $ended && $word == -- ]]; then
      ended=yes
    elif [[ -z $ended && $word == -* ]]; then
      given+="\${word%%=*} "
      if [[ $word != *=* ]] && ${name}_value "$words" "$word"; then flag=$word; fi
    elif ${name}_known "\${words:+$words }$word"; then
      words="\${words:+$words }$word"
    fi
  done
  ${name}_known "$words"
  if [[ -n $flag ]]; then
    [[ $current == '=' ]] && current=''
  elif [[ -z $ended && $current == --*=* ]]; then
    flag=\${current%%=*} prefix=\${current%%=*}= current=\${current#*=}
  fi
  if [[ -n $flag ]]; then
    ${name}_value "$words" "$flag" || return 0
  elif [[ -z $ended && $current == -* ]]; then
    for word in "\${once[@]}"; do [[ $given == *" $word "* ]] || values+=("$word"); done
    values+=("\${again[@]}")
    kind=words
  elif [[ -n $argument ]]; then
    ${name}_value "$words" "$argument" || return 0
  else
    values=("\${next[@]}") kind=words
  fi
  if [[ $kind == file ]]; then
    compopt -o filenames 2>/dev/null
    while IFS= read -r word; do COMPREPLY+=("$prefix$word"); done < <(compgen -f -- "$current")
    return 0
  fi
  if [[ $kind == remembered ]]; then
    word=\${values[0]}
    values=()
    while IFS= read -r word; do values+=("$word"); done < <(${spoken.bin} remembered "$word" 2>/dev/null </dev/null)
  fi
  if [[ $kind == list && $current == *,* ]]; then
    prefix+=\${current%,*},
    current=\${current##*,}
  fi
  for word in "\${values[@]}"; do
    if [[ \${word:0:\${#current}} == "$current" ]]; then
      printf -v word %q "$word"
      COMPREPLY+=("$prefix$word")
    fi
  done
}

complete -F ${name} ${spoken.bin}
`;
}

function beginningCase(spoken: Spoken): (words: string) => string {
  return (words) => {
    const next = list(nextWords(spoken, words).map(({ word }) => word));
    return `    ${quoted(words)}) next=(${next}) once=(${list(generalFlags(words).map(long))}) ;;`;
  };
}

function commandCase({ words, flags, args }: SpokenCommand): string {
  const said = (isRepeatable: boolean) => list(flags.filter((flag) => flag.isRepeatable === isRepeatable).map(long));
  const [argument] = args;
  const takes = argument === undefined ? '' : ` argument=${quoted(argument.name)}`;
  return `    ${quoted(words)}) once=(${said(false)}) again=(${said(true)})${takes} ;;`;
}

/** One case for all flags that take the same. */
function valueCases(commands: readonly SpokenCommand[]): readonly string[] {
  const taking = new Map<string, string[]>();
  for (const { words, flags, args } of commands) {
    for (const [value, names] of [...flags.map(flagValue), ...args.map(argumentValue)]) {
      if (value === undefined) continue;
      const key = assignment(value);
      taking.set(key, [...(taking.get(key) ?? []), ...names.map((name) => quoted(`${words} ${name}`))]);
    }
  }
  return [...taking].map(([key, names]) => `    ${names.join(' | \\\n      ')}) ${key} ;;`);
}

type Valued = readonly [SpokenValue | undefined, names: readonly string[]];

function flagValue({ name, char, value }: SpokenFlag): Valued {
  return [value, [long({ name }), ...(char === undefined ? [] : [`-${char}`])]];
}

function argumentValue({ name, value }: SpokenArgument): Valued {
  return [value, [name]];
}

function assignment(value: SpokenValue): string {
  if (value.kind === 'remembered') return `kind=remembered values=(${value.what})`;
  if (value.kind !== 'words') return `kind=${value.kind}`;
  return `kind=${value.isList ? 'list' : 'words'} values=(${list(value.words.map(({ word }) => word))})`;
}

function long({ name }: Pick<SpokenFlag, 'name'>): string {
  return `--${name}`;
}

function list(words: readonly string[]): string {
  return words.map(quoted).join(' ');
}
