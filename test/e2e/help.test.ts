import { describe, expect, it } from 'vitest';
import { isInstalled } from '../support/terminal/shells.ts';
import { inShell, momentoEb } from './cli.ts';

/** A terminal as it comes. */
const [COLUMNS, ROWS] = [80, 24];

describe.concurrent('help', () => {
  it.each<[words: string, holds: RegExp]>([
    ['--help', /START HERE/],
    ['-h', /START HERE/],
    ['', /START HERE/],
    ['help', /START HERE/],
    ['help --help', /START HERE/],
    ['dlq', /^ {2}dlq redrive /m],
    ['dlq --help', /^ {2}dlq redrive /m],
    ['help dlq', /^ {2}dlq redrive /m],
    ['dlq redrive --help', /^REPAIR FLAGS$/m],
    ['dlq redrive -h', /^REPAIR FLAGS$/m],
    ['help dlq redrive', /^REPAIR FLAGS$/m],
    ['dlq list --cause timeout --help', /^SELECTION FLAGS$/m],
    ['--version', /^momento-eb\/\d+\.\d+\.\d+ /],
    ['-v', /^momento-eb\/\d+\.\d+\.\d+ /],
    ['version', /^momento-eb\/\d+\.\d+\.\d+ /],
  ])('"%s" is told on standard output, within the width of a terminal', async (words, holds) => {
    const { stdout, ...rest } = await momentoEb(words.split(' ').filter(Boolean));
    expect(rest).toMatchObject({ status: 0, stderr: '' });
    expect(stdout).toMatch(holds);
    // Commands in examples are not broken, so that they can be copied.
    for (const line of stdout.split('\n').filter((each) => !each.startsWith('    $'))) {
      expect(line.length).toBeLessThanOrEqual(COLUMNS);
    }
  });

  it('of the whole fits on one screen', async () => {
    const { stdout } = await momentoEb(['--help']);
    // The last of them is the line of the prompt.
    expect(stdout.split('\n').length).toBeLessThanOrEqual(ROWS);
  });

  it.each([
    ['help dlq lst', '"dlq list"'],
    ['dlq lst --help', '"dlq list"'],
    ['redrive --fix', '"dlq redrive"'],
    ['dlq list --casue timeout', '"--cause"'],
    ['dlq list --cause key-conflct', '"key-conflict"'],
    ['dlq redrive --resolved cache-notfound --dry-run', '"cache-not-found"'],
    ['dlq redrive --force patern --dry-run', '"pattern"'],
    ['dlq redrive 1b9f64f0', '"--id 1b9f64f0"'],
    ['completion bahs', '"bash"'],
  ])('"%s" asks what was meant, and does nothing', async (words, meant) => {
    const { stderr, ...rest } = await momentoEb(words.split(' '));
    expect(rest).toMatchObject({ status: 2, stdout: '' });
    expect(stderr).toContain(`→ Did you mean ${meant}?`);
  });
});

describe.concurrent('completion', () => {
  it.each(['bash', 'zsh', 'fish'])('for %s is a script that knows the commands', async (shell) => {
    const { stdout, ...rest } = await momentoEb(['completion', shell]);
    expect(rest).toMatchObject({ status: 0, stderr: '' });
    for (const word of ['redrive', 'sandbox', 'map-cache', 'cache-not-found']) expect(stdout).toContain(word);
  });

  it.skipIf(!isInstalled('bash'))('is sourced as its help says', async () => {
    const complete = 'COMP_WORDS=(x dlq redrive --prefer ""); COMP_CWORD=4; _momento_eb; printf "%s\\n" $COMPREPLY';
    const ended = await inShell(`source <(momento-eb completion bash); ${complete}`);
    expect(ended).toMatchObject({ status: 0, stderr: '', stdout: 'key\n' });
  });
});
