import { ROOMS, type Room } from './rooms.ts';

/** A room has folders in folders at most. */
const DEEPEST = 2;

/** One override of Biome that restricts imports. */
export interface RoomRule {
  readonly includes: readonly [string];
  readonly linter: {
    readonly rules: {
      readonly style: {
        readonly noRestrictedImports: {
          readonly level: 'error';
          readonly options: {
            readonly patterns: readonly { readonly group: readonly string[]; readonly message: string }[];
          };
        };
      };
    };
  };
}

/** The overrides that hold each room to its imports. Biome judges an import by its path as it is written. */
export function roomRules(rooms: readonly Room[] = ROOMS): readonly RoomRule[] {
  return rooms.flatMap((room) =>
    room.path.endsWith('/')
      ? Array.from({ length: DEEPEST + 1 }, (_, below) =>
          rule(room, `${'*/'.repeat(below)}*`, roomImports(room, below + 1)),
        )
      : [rule(room, '', fileImports(room))],
  );
}

/** The text of biome.rooms.json, which biome.json extends. */
export function roomRulesText(rules: readonly RoomRule[] = roomRules()): string {
  return `${JSON.stringify({ overrides: rules }, null, 2)}\n`;
}

/** The patterns for a file so many folders below `src`; the last pattern that fits an import decides. */
function roomImports({ path, imports, packages }: Room, depth: number): readonly string[] {
  const up = '../'.repeat(depth);
  const within = Array.from({ length: depth }, (_, levels) => `!${'../'.repeat(levels) || './'}**`);
  return ['**', ...within, `${up}**`, ...[...imports, path].map((one) => `!${up}${all(one)}`), ...outside(packages)];
}

/** The patterns for a single file, which may import nothing of its own folder but what it names. */
function fileImports({ path, imports, packages }: Room): readonly string[] {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const up = '../'.repeat(folder.split('/').length - 1) || './';
  const named = imports.map((one) =>
    folder !== '' && one.startsWith(folder) ? `!./${one.slice(folder.length)}` : `!${up}${all(one)}`,
  );
  return ['**', ...named, ...outside(packages)];
}

function all(path: string): string {
  return path.endsWith('/') ? `${path}**` : path;
}

function outside(packages: readonly string[]): readonly string[] {
  return packages.map((name) => `!${name}`);
}

function rule({ path, why }: Room, below: string, group: readonly string[]): RoomRule {
  const options = { patterns: [{ group, message: why }] };
  const rules = { style: { noRestrictedImports: { level: 'error', options } } } as const;
  return { includes: [`src/${path}${below}`], linter: { rules } };
}
