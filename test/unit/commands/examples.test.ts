import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, Parser } from '@oclif/core';
import { describe, expect, it } from 'vitest';
import { policyOf, type RepairFlags } from '../../../src/flags/repair.ts';
import { type SelectionFlags, selectionOf } from '../../../src/flags/selection.ts';

const NOW = Date.parse('2026-01-02T00:00:00Z');

const FILES = readdirSync('src/commands', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const COMMANDS = new Map(
  await Promise.all(
    FILES.map(async (file): Promise<[string, Command.Class]> => {
      const { default: command } = (await import(resolve('src/commands', file))) as { default: Command.Class };
      return [file.slice(0, -'.ts'.length).replaceAll('/', ' '), command];
    }),
  ),
);

function examplesOf(words: string, { examples = [] }: Command.Class): readonly string[] {
  return examples
    .map((example) => (typeof example === 'string' ? example : example.command))
    .map((text) => text.replaceAll('<%= config.bin %>', 'momento-eb').replaceAll('<%= command.id %>', words));
}

const EXAMPLES = [...COMMANDS].flatMap(([words, command]) => examplesOf(words, command));

/** The command of an example and what follows its words, as a shell would part them, without the rest of the line. */
function parted(example: string): readonly [command: Command.Class | undefined, argv: readonly string[]] {
  const [, line = ''] = /momento-eb ((?:'[^']*'|"[^"]*"|[^|>)'"])*)/.exec(example) ?? [];
  const said = (line.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? []).map((word) => word.replace(/['"]/g, ''));
  const words = [...COMMANDS.keys()].find((name) => `${said.join(' ')} `.startsWith(`${name} `));
  return [COMMANDS.get(words ?? ''), said.slice(words?.split(' ').length)];
}

describe('every command', () => {
  it.each([...COMMANDS])('%s has an example, and a summary that fits into one line of the help', (words, command) => {
    expect(examplesOf(words, command).length).toBeGreaterThan(0);
    expect(command.summary?.length).toBeLessThanOrEqual(62);
  });
});

describe('every example', () => {
  it.each(EXAMPLES)('means something: %s', async (example) => {
    const [command, argv] = parted(example);
    expect(command).toBeDefined();
    const { flags = {}, args = {} } = command ?? {};
    const parsed = await Parser.parse([...argv], { flags, args, strict: command?.strict ?? true });
    // What oclif takes may mean nothing to us all the same.
    expect(selectionOf(parsed.flags as SelectionFlags, NOW)).toBeDefined();
    if ('fix' in flags) expect(policyOf(parsed.flags as unknown as RepairFlags)).toBeDefined();
  });
});
