import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bashCompletion } from '../../../../src/present/completion/bash.ts';
import { fishCompletion } from '../../../../src/present/completion/fish.ts';
import { powershellCompletion, quotedForPowerShell } from '../../../../src/present/completion/powershell.ts';
import type { Spoken } from '../../../../src/present/completion/spoken.ts';
import { zshCompletion } from '../../../../src/present/completion/zsh.ts';
import { run } from '../../../support/processes/processes.ts';
import { isInstalled } from '../../../support/terminal/shells.ts';
import { HOSTILE_SPOKEN, SPOKEN } from '../../../support/terminal/spoken.ts';

const folder = mkdtempSync(join(tmpdir(), 'momento-eb-completion-'));
const work = join(folder, 'work');
mkdirSync(work);
writeFileSync(join(work, 'edits.ndjson'), '');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SCRIPTS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;
type Shell = keyof typeof SCRIPTS;

function scriptFor(shell: Shell, name: string, spoken: Spoken): string {
  const file = join(folder, `${name}.${shell}`);
  writeFileSync(file, SCRIPTS[shell](spoken));
  return file;
}

async function answersOf(shell: Shell, script: string): Promise<readonly string[]> {
  const ended = await run(shell, ['-c', script], { HOME: folder, XDG_CONFIG_HOME: folder }, work);
  expect(ended).toMatchObject({ status: 0, stderr: '' });
  return ended.stdout.split('\n').filter(Boolean).sort();
}

/** What bash offers when it has parted a line as it does, with `=` as a word of its own unless the user took it out. */
function askBash(file: string, words: readonly string[]): Promise<readonly string[]> {
  const quoted = words.map((word) => `'${word}'`).join(' ');
  return answersOf(
    'bash',
    `set -u; source '${file}'; COMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}; ` +
      `_momento_eb momento-eb '' '' || exit 9; [[ \${#COMPREPLY[@]} == 0 ]] || printf '%s\\n' "\${COMPREPLY[@]}"`,
  );
}

function askFish(file: string, line: string): Promise<readonly string[]> {
  return answersOf('fish', `source '${file}'; complete -C '${line}'`);
}

describe.each<Shell>(['bash', 'zsh', 'fish'])('the script for %s', (shell) => {
  it.skipIf(!isInstalled(shell)).each([
    ['plain', SPOKEN],
    ['hostile', HOSTILE_SPOKEN],
  ])('is one that the shell can read, with %s words', async (name, spoken) => {
    const ended = await run(shell, ['-n', scriptFor(shell, name, spoken)], { HOME: folder });
    expect(ended).toMatchObject({ status: 0, stderr: '', stdout: '' });
  });

  it('holds nothing that a terminal could act upon', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
    expect(SCRIPTS[shell](HOSTILE_SPOKEN)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
});

describe.skipIf(!isInstalled('bash'))('bash offers', () => {
  const CAUSES = ['key-conflict', 'key-missing', 'timeout'];
  it.each<[what: string, typed: readonly string[], offered: readonly string[]]>([
    ['topics and commands', [''], ['completion', 'dlq']],
    ['what begins so', ['co'], ['completion']],
    ['commands of a topic', ['dlq', ''], ['list', 'redrive']],
    ['nothing behind words that are none', ['nothing', ''], ['completion', 'dlq']],
    ['general flags', ['--'], ['--help', '--version']],
    ['flags of a command', ['dlq', 'list', '-'], ['--cause', '--queue', '--yes']],
    ['a flag once only', ['dlq', 'list', '--yes', '--'], ['--cause', '--queue']],
    ['a repeatable flag again', ['dlq', 'list', '--cause', 'timeout', '--c'], ['--cause']],
    ['no values of a flag without any', ['dlq', 'list', '--yes', ''], []],
    ['values', ['dlq', 'list', '--cause', ''], CAUSES],
    ['values that begin so', ['dlq', 'list', '--cause', 'key-c'], ['key-conflict']],
    ['values behind =', ['dlq', 'list', '--cause', '=', 'key-c'], ['key-conflict']],
    ['values behind = at once', ['dlq', 'list', '--cause', '='], CAUSES],
    ['values behind = in one word', ['dlq', 'list', '--cause=key-c'], ['--cause=key-conflict']],
    ['the next of a list', ['dlq', 'list', '--cause', 'timeout,key-c'], ['timeout,key-conflict']],
    ['the next of a list behind =', ['dlq', 'list', '--cause=timeout,key-c'], ['--cause=timeout,key-conflict']],
    ['values of a letter', ['dlq', 'redrive', '-p', 'key_'], ['key_base64']],
    ['no list where one value is meant', ['dlq', 'redrive', '--prefer', 'key,k'], []],
    ['nothing where anything can stand', ['dlq', 'list', '--queue', ''], []],
    ['files', ['dlq', 'redrive', '--edits', 'ed'], ['edits.ndjson']],
    ['files behind =', ['dlq', 'redrive', '--edits=ed'], ['--edits=edits.ndjson']],
    ['values of an argument', ['completion', ''], ['bash', 'zsh']],
    ['flags behind a value with colons', ['dlq', 'list', '--queue', 'arn', ':', 'aws', ':', 'x', '--y'], ['--yes']],
    ['no flags behind --', ['dlq', 'list', '--', '--'], []],
  ])('%s', async (_, typed, offered) => {
    const file = scriptFor('bash', 'plain', SPOKEN);
    expect(await askBash(file, ['momento-eb', ...typed])).toEqual(offered);
  });

  it('remembered values, which it asks momento-eb for', async () => {
    const file = scriptFor('bash', 'plain', SPOKEN);
    const ask = (typed: string) =>
      answersOf(
        'bash',
        `momento-eb() { [[ "$*" == 'remembered runs' ]] && printf '%s\\n' 1125-abc 1126-def; }; source '${file}'; ` +
          `COMP_WORDS=(momento-eb dlq redrive '${typed}'); COMP_CWORD=3; _momento_eb momento-eb '' ''; printf '%s\\n' "\${COMPREPLY[@]}"`,
      );
    expect(await ask('')).toEqual(['1125-abc', '1126-def']);
    expect(await ask('1126')).toEqual(['1126-def']);
  });

  it('hostile words as one quoted word each, and runs nothing that is in them', async () => {
    const file = scriptFor('bash', 'hostile', HOSTILE_SPOKEN);
    const offered = await askBash(file, ['momento-eb', 'dlq', 'list', '--cause', '']);
    expect(offered).toHaveLength(2);
    const [hostile = ''] = offered.filter((word) => word !== 'plain');
    expect(await answersOf('bash', `set -- ${hostile}; echo "$#"`)).toEqual(['1']);
    expect(readdirSync(work)).toEqual(['edits.ndjson']);
  });
});

describe.skipIf(!isInstalled('zsh'))('zsh', () => {
  const source = (before: string) =>
    run(
      'zsh',
      ['-f', '-c', `${before} source '${scriptFor('zsh', 'plain', SPOKEN)}'; print -r -- "$_comps[momento-eb]"`],
      {
        HOME: folder,
      },
    );

  it('takes the script when it is sourced', async () => {
    const ended = await source('autoload -U compinit; compinit -u -D;');
    expect(ended).toMatchObject({ status: 0, stderr: '', stdout: '_momento_eb\n' });
  });

  it('says what it lacks when completion was not switched on', async () => {
    expect((await source('')).stderr).toContain('compinit" before this');
  });
});

describe.skipIf(!isInstalled('fish'))('fish offers', () => {
  it.each<[what: string, line: string, offered: readonly string[]]>([
    ['topics and commands', 'momento-eb ', ['completion\tprint', 'dlq\tthe queue']],
    ['commands of a topic', 'momento-eb dlq ', ['list\tlook', 'redrive\tsend']],
    ['flags of a command', 'momento-eb dlq redrive --e', ['--edits\tabout edits']],
    ['values and what they mean', 'momento-eb dlq list --cause key-c', ['key-conflict\tBoth keys']],
    ['the next of a list', 'momento-eb dlq list --cause=timeout,key-c', ['--cause=timeout,key-conflict\tBoth keys']],
    ['values of an argument', 'momento-eb completion ', ['bash', 'zsh']],
    ['files', 'momento-eb dlq redrive --edits ed', ['edits.ndjson']],
    ['no files elsewhere', 'momento-eb dlq list ', []],
    ['flags behind the value of a flag', 'momento-eb dlq list --queue dlq --y', ['--yes\tabout yes']],
  ])('%s', async (_, line, offered) => {
    expect(await askFish(scriptFor('fish', 'plain', SPOKEN), line)).toEqual(offered);
  });

  it('remembered values, which it asks momento-eb for', async () => {
    const file = scriptFor('fish', 'plain', SPOKEN);
    const script = `function momento-eb; test "$argv" = 'remembered runs'; and printf '%s\\n' 1125-abc 1126-def; end; source '${file}'; complete -C 'momento-eb dlq redrive 1126'`;
    expect(await answersOf('fish', script)).toEqual(['1126-def']);
  });

  it('hostile words, and runs nothing that is in them', async () => {
    await askFish(scriptFor('fish', 'hostile', HOSTILE_SPOKEN), 'momento-eb dlq list --cause ');
    expect(readdirSync(work)).toEqual(['edits.ndjson']);
  });
});

describe('the script for PowerShell', () => {
  it('holds nothing that a terminal could act upon', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
    expect(powershellCompletion(HOSTILE_SPOKEN)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });

  it('quotes every word so that nothing in it is expanded or ends the string', () => {
    expect(quotedForPowerShell("a'b ‘c’ $(d) `e")).toBe("'a''b ‘‘c’’ $(d) `e'");
    const outside = powershellCompletion(HOSTILE_SPOKEN).replaceAll(
      /'(?:[^'\u2018-\u201b]|['\u2018-\u201b]{2})*'/g,
      '',
    );
    expect(outside).not.toContain('PWNED');
  });

  it('knows each command, each flag and each set of values', () => {
    const script = powershellCompletion(SPOKEN);
    expect(script).toContain("$known['dlq list'] = @{");
    expect(script).toContain("'--cause' = @{ kind = 'list'; words = @(@('key-conflict', 'Both keys'), ");
    expect(script).toContain("'' = @{ kind = 'remembered'; what = 'runs' }");
    expect(script).toContain("'-p' = @{ kind = 'words'; words = @(@('key', ''), @('key_base64', '')) }");
  });
});
