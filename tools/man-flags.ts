import type { Command } from '@oclif/core';
import { bold, escaped, italic, part, running, tagged } from './roff.ts';

type Flag = Command.Flag.Cached;

/** The groups of flags that are the same on several commands, and are therefore told once. */
export function sharedGroups(commands: readonly Command.Loadable[]): ReadonlyMap<string, readonly Flag[]> {
  const groups = new Map<string, Map<string, Flag>>();
  const owners = new Map<string, number>();
  const differing = new Set<string>();
  for (const command of commands) {
    for (const [group, flags] of groupsOf(command)) {
      const known = groups.get(group) ?? new Map<string, Flag>();
      if (flags.some((flag) => known.has(flag.name) && known.get(flag.name)?.description !== flag.description)) {
        differing.add(group);
      }
      for (const flag of flags) known.set(flag.name, flag);
      groups.set(group, known);
      owners.set(group, (owners.get(group) ?? 0) + 1);
    }
  }
  const shared = [...groups].filter(([group]) => !differing.has(group) && (owners.get(group) ?? 0) > 1);
  return new Map(shared.map(([group, flags]) => [group, [...flags.values()]]));
}

/** The flags of a command that are its own, then the names of the groups that it shares. */
export function ownFlags(command: Command.Loadable, shared: ReadonlyMap<string, unknown>): readonly string[] {
  const isShared = ({ helpGroup }: Flag) => helpGroup !== undefined && shared.has(helpGroup);
  const own = visible(command).filter((flag) => !isShared(flag));
  const groups = [...groupsOf(command).keys()].filter((group) => shared.has(group));
  const also =
    groups.length === 0 ? [] : ['.PP', `Takes the ${groups.map(italic).join(' and ')} flags too, see below.`];
  return [...own.flatMap(toldFlag), ...also];
}

/** A group of flags under its name. */
export function groupPart(name: string, flags: readonly Flag[]): readonly string[] {
  return part(`${name} flags`, flags.flatMap(toldFlag));
}

function visible({ flags }: Command.Loadable): readonly Flag[] {
  return Object.values(flags).filter(({ hidden }) => !hidden);
}

function groupsOf(command: Command.Loadable): ReadonlyMap<string, readonly Flag[]> {
  const grouped = visible(command).filter(({ helpGroup }) => helpGroup !== undefined);
  return Map.groupBy(grouped, ({ helpGroup }) => helpGroup ?? '');
}

function toldFlag(flag: Flag): readonly string[] {
  const names = [...(flag.char === undefined ? [] : [`-${flag.char}`]), `--${flag.name}`].map(bold).join(', ');
  const facts = [
    ...(flag.type === 'option' && flag.default !== undefined ? [`default ${flag.default}`] : []),
    ...(flag.env === undefined ? [] : [`environment ${flag.env}`]),
  ];
  const more = facts.length === 0 ? '' : ` (${facts.join('; ')})`;
  return tagged(`${names}${valueText(flag)}`, running(`${flag.description ?? ''}${more}`));
}

function valueText(flag: Flag): string {
  if (flag.type !== 'option') return '';
  const value = [flag.helpValue ?? flag.options?.join('|') ?? 'value'].flat().join(' ');
  return `=${italic(value)}${flag.multiple ? escaped('...') : ''}`;
}
