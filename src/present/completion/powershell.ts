import { printable } from '../../domain/text/printable.ts';
import {
  beginnings,
  generalFlags,
  nextWords,
  type Spoken,
  type SpokenCommand,
  type SpokenFlag,
  type SpokenValue,
  type Word,
} from './spoken.ts';

/**
 * The completion script for PowerShell 5.1 and newer. All words stand in single-quoted strings, which PowerShell does not
 * expand. Source: PowerShell, "Register-ArgumentCompleter" and "about_Quoting_Rules".
 */
export function powershellCompletion(spoken: Spoken): string {
  const { bin, commands } = spoken;
  const at = [...beginnings(spoken).map((words) => beginningEntry(spoken, words)), ...commands.map(commandEntry)];
  return `# Completion of ${bin} for PowerShell; ${bin} completion --help says how to install it.
Register-ArgumentCompleter -Native -CommandName ${quotedForPowerShell(bin)} -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  # For the words of a command: the words and flags that can follow, and the values that each flag or argument takes.
  $known = [System.Collections.Hashtable]::new([System.StringComparer]::Ordinal)
${at.join('\n')}
  $typed = @($commandAst.CommandElements | Select-Object -Skip 1 |
    Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
  $words = ''
  $flag = ''
  foreach ($word in $typed) {
    if ($flag) { $flag = ''; continue }
    if ($word.StartsWith('-')) {
      if (-not $word.Contains('=') -and $known[$words].values.ContainsKey($word)) { $flag = $word }
    } else {
      $longer = "$words $word".Trim()
      if ($known.ContainsKey($longer)) { $words = $longer }
    }
  }
  $prefix = ''
  $current = $wordToComplete
  if (-not $flag -and $current.StartsWith('--') -and $current.Contains('=')) {
    $sign = $current.IndexOf('=')
    $flag = $current.Substring(0, $sign)
    $prefix = $current.Substring(0, $sign + 1)
    $current = $current.Substring($sign + 1)
  }
  $here = $known[$words]
  if ($flag) { $values = $here.values[$flag] }
  elseif ($current.StartsWith('-')) { $values = @{ kind = 'words'; words = $here.flags } }
  elseif ($here.values.ContainsKey('')) { $values = $here.values[''] }
  else { $values = @{ kind = 'words'; words = $here.next } }
  if (-not $values) { return }
  $offered = $values.words
  if ($values.kind -eq 'remembered') {
    $offered = @(& ${quotedForPowerShell(bin)} remembered $values.what 2>$null | ForEach-Object { , @($_, '') })
  }
  if ($values.kind -eq 'list' -and $current.Contains(',')) {
    $comma = $current.LastIndexOf(',') + 1
    $prefix += $current.Substring(0, $comma)
    $current = $current.Substring($comma)
  }
  foreach ($each in $offered) {
    if (-not $each[0].StartsWith($current, [System.StringComparison]::Ordinal)) { continue }
    $tip = if ($each[1]) { $each[1] } else { $each[0] }
    [System.Management.Automation.CompletionResult]::new($prefix + $each[0], $each[0], 'ParameterValue', $tip)
  }
}
`;
}

/** The text as a single-quoted string; PowerShell takes typographic quotation marks for quotes too. */
export function quotedForPowerShell(text: string): string {
  return `'${printable(text).replace(/['\u2018-\u201b]/g, '$&$&')}'`;
}

function beginningEntry(spoken: Spoken, words: string): string {
  return entry(words, nextWords(spoken, words), generalFlags(words), []);
}

function commandEntry({ words, flags, args }: SpokenCommand): string {
  return entry(
    words,
    [],
    flags,
    args.slice(0, 1).flatMap(({ value }) => valueEntry('', value)),
  );
}

function entry(words: string, next: readonly Word[], flags: readonly SpokenFlag[], args: readonly string[]): string {
  const values = [...flags.flatMap(flagValues), ...args].map((one) => `      ${one}`);
  return `  $known[${quotedForPowerShell(words)}] = @{
    next = ${wordList(next)}
    flags = ${wordList(flags.map(({ name, summary }) => ({ word: `--${name}`, summary })))}
    values = @{
${values.join('\n')}
    }
  }`;
}

function flagValues({ name, char, value }: SpokenFlag): readonly string[] {
  if (value === undefined) return [];
  return [`--${name}`, ...(char === undefined ? [] : [`-${char}`])].flatMap((spelling) => valueEntry(spelling, value));
}

/** A flag with a free value stands there too, so that the word after it is not taken for a command. */
function valueEntry(spelling: string, value: SpokenValue): readonly string[] {
  const key = quotedForPowerShell(spelling);
  switch (value.kind) {
    case 'free':
    case 'file':
      return spelling === '' ? [] : [`${key} = @{ kind = 'free'; words = @() }`];
    case 'remembered':
      return [`${key} = @{ kind = 'remembered'; what = ${quotedForPowerShell(value.what)} }`];
    case 'words':
      return [`${key} = @{ kind = '${value.isList ? 'list' : 'words'}'; words = ${wordList(value.words)} }`];
  }
}

function wordList(words: readonly Word[]): string {
  const pairs = words.map(({ word, summary }) => `@(${quotedForPowerShell(word)}, ${quotedForPowerShell(summary)})`);
  return words.length === 1 ? `@(, ${pairs.join('')})` : `@(${pairs.join(', ')})`;
}
