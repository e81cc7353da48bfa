import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Config } from '@oclif/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { CAUSE_IDS } from '../../../src/domain/diagnosis/catalogue.ts';
import { renewedCauses, renewedCommands } from '../../../tools/documents.ts';
import { manPage } from '../../../tools/man-page.ts';
import { isInstalled } from '../../support/terminal/shells.ts';

const read = (file: string) => readFileSync(file, 'utf8');

let config: Config;
let commands: Config['commands'] = [];
let commandsDocument = '';
let causesDocument = '';
let page = '';
beforeAll(async () => {
  config = await Config.load({ root: process.cwd() });
  commands = config.commands.filter(({ hidden }) => !hidden);
  commandsDocument = renewedCommands(read('docs/commands.md'), config, commands);
  causesDocument = renewedCauses(read('docs/causes.md'));
  page = manPage({ readme: read('README.md'), exitStatus: read('docs/exit-status.md') }, config, commands);
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

  it('begins with the introduction of the README, without its pictures and links', () => {
    const [, described = ''] = /^\.SH DESCRIPTION\n([\s\S]*?)^\.PP$/m.exec(page) ?? [];
    expect(described).toContain('EventBridge');
    expect(described).not.toMatch(/[[\]`!]/);
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

describe('the generated documents', () => {
  it('have a part for every cause and for every command', () => {
    for (const id of CAUSE_IDS) {
      expect(causesDocument).toContain(`| [\`${id}\`](#${id}) | `);
      expect(causesDocument).toMatch(new RegExp(`^### ${id}\\n\\n.+\\n\\n.+`, 'm'));
    }
    for (const { id } of commands) {
      expect(commandsDocument).toContain(`### \`momento-eb ${id.replaceAll(':', ' ')}\``);
    }
  });

  it('stay as they are when they are written anew', () => {
    expect(renewedCommands(commandsDocument, config, commands)).toBe(commandsDocument);
    expect(renewedCauses(causesDocument)).toBe(causesDocument);
  });
});

it('no generated text holds a path, a date of the day or the version of a Node of this machine', () => {
  for (const local of LOCAL) {
    for (const text of [commandsDocument, causesDocument, page]) expect(text).not.toMatch(local);
  }
});
