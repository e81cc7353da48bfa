import type { Command } from '@oclif/core';
import { describe, expect, it } from 'vitest';
import { ownFlags, sharedGroups } from '../../../tools/man-flags.ts';

const flag = (name: string, helpGroup: string | undefined, description = `about ${name}`) => ({
  [name]: { name, helpGroup, description, type: 'option', multiple: false },
});

function command(flags: object): Command.Loadable {
  return { flags } as Command.Loadable;
}

const LIST = command({ ...flag('cause', 'SELECT'), ...flag('json', 'OUTPUT'), ...flag('limit', undefined) });
const SEND = command({
  ...flag('cause', 'SELECT'),
  ...flag('id', 'SELECT'),
  ...flag('json', 'OUTPUT', 'needs --yes'),
  ...flag('fix', 'REPAIR'),
});

describe('groups of flags', () => {
  const shared = sharedGroups([LIST, SEND]);

  it('are shared when several commands have them and tell the same of each flag', () => {
    expect([...shared].map(([group, flags]) => [group, flags.map(({ name }) => name)])).toEqual([
      ['SELECT', ['cause', 'id']],
    ]);
  });

  it('stand with a command when they are its own, or when it tells them otherwise', () => {
    const told = ownFlags(SEND, shared).join('\n').replaceAll('\\-', '-');
    expect(told.match(/--[a-z]+(?=\\fR)/g)).toEqual(['--json', '--fix']);
    expect(told).toContain('needs --yes');
    expect(told).toContain('Takes the \\fISELECT\\fR flags too');
  });
});
