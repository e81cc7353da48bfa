import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Config } from '@oclif/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { CAUSE_IDS } from '../../../src/domain/diagnosis/catalogue.ts';
import { manPage } from '../../../tools/man-page.ts';
import { renewedReadme } from '../../../tools/readme.ts';
import { isInstalled } from '../../support/terminal/shells.ts';

let config: Config;
let readme = '';
let page = '';
beforeAll(async () => {
  config = await Config.load({ root: process.cwd() });
  const commands = config.commands.filter(({ hidden }) => !hidden);
  readme = renewedReadme(readFileSync('README.md', 'utf8'), config, commands);
  page = manPage(readme, config, commands);
});

/** What can differ from machine to machine and from day to day. */
const LOCAL = [/node-v\d/, /\/(home|root|tmp|work|Users)\//, new RegExp(`${new Date().getFullYear()}-\\d\\d-\\d\\d`)];

describe('the man page', () => {
  it('has every section that a reader looks for, in the usual order', () => {
    expect(page.match(/^\.SH .*/gm)?.map((line) => line.slice(4))).toEqual([
      'NAME',
      'SYNOPSIS',
      'DESCRIPTION',
      'COMMANDS',
      'FLAGS OF SEVERAL COMMANDS',
      'CAUSES',
      'EXIT STATUS',
      'ENVIRONMENT',
      'FILES',
      'EXAMPLES',
      'SEE ALSO',
    ]);
  });

  it('tells every command, every flag, every cause and every exit status', () => {
    const plain = page.replaceAll('\\-', '-');
    for (const { id, flags } of config.commands.filter(({ hidden }) => !hidden)) {
      expect(plain).toContain(`.SS "momento-eb ${id.replaceAll(':', ' ')}"`);
      for (const name of Object.keys(flags)) expect(plain).toContain(`\\fB--${name}\\fR`);
    }
    for (const id of CAUSE_IDS) expect(plain).toContain(`.TP\n\\fB${id}\\fR`);
    for (const status of [0, 1, 2, 3, 4, 5, 6, 130]) expect(plain).toContain(`.TP\n\\fB${status}\\fR`);
  });

  it('tells flags of several commands once', () => {
    expect(page.match(/^\\fB\\-\\-stack\\fR/gm)).toHaveLength(1);
  });

  it.skipIf(!isInstalled('groff'))('is read by groff without a warning', () => {
    const { status, stdout, stderr } = spawnSync('groff', ['-ww', '-man', '-Tascii'], {
      input: page,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('The cache does not exist.');
  });
});

describe('the README', () => {
  it('has a row for every cause and a part for every command', () => {
    for (const id of CAUSE_IDS) expect(readme).toMatch(new RegExp(`^\\| \`${id}\` \\| .+ \\| .+ \\| .* \\|$`, 'm'));
    for (const { id } of config.commands.filter(({ hidden }) => !hidden))
      expect(readme).toContain(`### \`momento-eb ${id.replaceAll(':', ' ')}\``);
  });

  it('stays as it is when it is written anew', () => {
    expect(
      renewedReadme(
        readme,
        config,
        config.commands.filter(({ hidden }) => !hidden),
      ),
    ).toBe(readme);
  });
});

it('neither of them holds a path, a date of the day or the version of a Node of this machine', () => {
  const generated = readme.slice(readme.indexOf('<!-- commands -->'));
  for (const local of LOCAL) {
    expect(generated).not.toMatch(local);
    expect(page).not.toMatch(local);
  }
});
