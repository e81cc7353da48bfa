import type { Command, Interfaces } from '@oclif/core';
import { describe, expect, it } from 'vitest';
import { spokenConfig } from '../../../src/command-line/spoken-config.ts';
import { CATALOGUE, CAUSE_IDS } from '../../../src/domain/diagnosis/catalogue.ts';

const option = (name: string, rest: object = {}) => ({ name, type: 'option', multiple: false, ...rest });

const COMMANDS = [
  {
    id: 'dlq:redrive',
    summary: 'send',
    args: {},
    flags: {
      resolved: option('resolved', { description: 'settled', multiple: true, delimiter: ',', helpValue: 'CAUSE' }),
      cause: option('cause', { multiple: true, delimiter: ',', helpValue: 'CAUSE' }),
      prefer: option('prefer', { options: ['key', 'key_base64'], summary: 'short', description: 'long' }),
      edits: option('edits', { helpValue: 'FILE' }),
      queue: option('queue', { helpValue: 'URL|ARN|NAME' }),
      yes: { name: 'yes', type: 'boolean', char: 'y' },
      secret: option('secret', { hidden: true }),
    },
  },
  { id: 'completion', description: 'print\nmore', args: { shell: { name: 'shell', options: ['bash'] } }, flags: {} },
  { id: 'hidden', hidden: true, args: {}, flags: {} },
  { id: 'help', summary: 'help', args: { command: { name: 'command', multiple: true } }, flags: {} },
];

/** As much of oclif's configuration as is read. */
const CONFIG = {
  bin: 'momento-eb',
  commands: COMMANDS,
  topics: [{ name: 'dlq', description: 'the queue' }, { name: 'completion' }, { name: 'hidden', hidden: true }],
  findCommand: (id: string) => COMMANDS.find((command) => command.id === id) as Command.Loadable | undefined,
} as unknown as Interfaces.Config;

const { topics, commands } = spokenConfig(CONFIG);
const flags = new Map(commands.find(({ words }) => words === 'dlq redrive')?.flags.map((flag) => [flag.name, flag]));

describe('what can be said', () => {
  it('are the commands that are shown, and behind help all of them once more', () => {
    expect(commands.map(({ words }) => words)).toEqual([
      'completion',
      'dlq redrive',
      'help completion',
      'help dlq redrive',
    ]);
    expect(topics.map(({ words }) => words)).toEqual(['dlq', 'help', 'help dlq']);
    expect(commands[0]?.summary).toBe('print');
  });

  it('are the flags that are shown, and help', () => {
    expect([...flags.keys()]).toEqual(['resolved', 'cause', 'prefer', 'edits', 'queue', 'yes', 'help']);
    expect(flags.get('yes')).toMatchObject({ char: 'y', value: undefined, isRepeatable: false });
    expect(flags.get('prefer')?.summary).toBe('short');
    expect(flags.get('resolved')).toMatchObject({ summary: 'settled', isRepeatable: true });
  });

  it('are values as far as they are known', () => {
    expect(flags.get('prefer')?.value).toMatchObject({ kind: 'words', isList: false });
    expect(flags.get('edits')?.value).toEqual({ kind: 'file', name: 'FILE' });
    expect(flags.get('queue')?.value).toEqual({ kind: 'remembered', name: 'URL|ARN|NAME', what: 'queues' });
    expect(commands[0]?.args).toMatchObject([{ name: 'shell', value: { kind: 'words', words: [{ word: 'bash' }] } }]);
  });

  it('are all causes to select by, and those to settle that wait for it', () => {
    const wordsOf = (name: string) => {
      const value = flags.get(name)?.value;
      return value?.kind === 'words' && value.isList ? value.words.map(({ word }) => word) : undefined;
    };
    expect(wordsOf('cause')).toEqual(CAUSE_IDS);
    expect(wordsOf('resolved')).toEqual(CAUSE_IDS.filter((id) => CATALOGUE[id].resend === 'after-outside-change'));
  });
});
