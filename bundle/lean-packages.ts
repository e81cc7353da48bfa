import type { Plugin } from 'rolldown';
import { lazyConstants } from './lazy-constants.ts';

/** A package whose modules do more while they load than a start can afford. */
interface Heavy {
  readonly modules: RegExp;
  /** What is to be made when it is first used: lines that give a name and a value. */
  readonly later: RegExp;
  /** Code that takes long, and code that means the same for us. */
  readonly instead: readonly (readonly [dear: string, cheap: string])[];
}

const HEAVY: Readonly<Record<string, Heavy>> = {
  // Help, glob, semver, spinners: most of what its modules load is not needed to run a command.
  '@oclif/core': {
    modules: /[\\/]@oclif[\\/]core[\\/]lib[\\/].*\.js$/,
    // How TypeScript writes an import as CommonJS: const path_1 = __importDefault(require("path"));
    later: /^(?:const|var) (\w+_\d+) = ((?:__import\w+\()?require\(.+\)\)?);$/gm,
    instead: [
      // The first collation of a process loads ICU's tables, in 6 ms. Ids of commands are ASCII.
      ['a.id.localeCompare(b.id)', '(a.id < b.id ? -1 : 1)'],
      // A package, a process's module and two files, to tell WSL from Linux in the version. WSL's kernel says what it is.
      ["(await import('wsl-utils')).isWsl", "/microsoft/i.test(require('node:os').release())"],
    ],
  },
  // A segmenter and the sets of all emoji, in 10 ms, which plain ASCII does not need.
  'string-width': {
    modules: /[\\/]string-width[\\/]index\.js$/,
    later: /^const (segmenter|\w+Regex) = (.+);$/gm,
    instead: [],
  },
};

/**
 * Takes work out of the start of packages. Only its place changes, and what is named in `instead`. A build in which
 * something is not found any more fails, because the package then looks different from what this was written for.
 */
export function leanPackages(): Plugin[] {
  return Object.entries(HEAVY).map(([name, heavy]) => lean(name, heavy));
}

function lean(name: string, { modules, later, instead }: Heavy): Plugin {
  const unmet = new Set<string>(['constants', ...instead.map(([dear]) => dear)]);
  const replaced = (code: string, [dear, cheap]: readonly [string, string]) => {
    if (code.includes(dear)) unmet.delete(dear);
    return code.replace(dear, cheap);
  };
  return {
    name: `lean ${name}`,
    transform: {
      filter: { id: modules },
      handler(code) {
        const cheap = instead.reduce(replaced, code);
        const lazy = lazyConstants(cheap, later);
        if (lazy !== cheap) unmet.delete('constants');
        // No map of its own: the maps of packages are left out anyway.
        return { code: lazy, map: null };
      },
    },
    buildEnd(error) {
      if (error === undefined && unmet.size > 0) throw new Error(`not found in ${name}: ${[...unmet].join(', ')}`);
    },
  };
}
