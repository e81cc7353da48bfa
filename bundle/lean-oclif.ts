import type { Plugin } from 'rolldown';

const OCLIF = /[\\/]@oclif[\\/]core[\\/]lib[\\/].*\.js$/;
/** How TypeScript writes an import as CommonJS: `const path_1 = __importDefault(require("path"));`. */
const REQUIRE = /^(?:const|var) (\w+_\d+) = ((?:__import\w+\()?require\(.+\)\)?);$/gm;

/** What oclif does at every start and what takes long for no use of ours, with what does. */
const CHEAPER: readonly (readonly [dear: string, cheap: string])[] = [
  // The first collation of a process loads ICU's tables, in 6 ms. Ids of commands are ASCII.
  ['a.id.localeCompare(b.id)', '(a.id < b.id ? -1 : 1)'],
  // A package and two files are read to tell WSL from Linux in the version. WSL's kernel says what it is.
  ["(await import('wsl-utils')).isWsl", "/microsoft/i.test(require('node:os').release())"],
];

/**
 * Lets oclif's modules load what they need when they first use it, and not at the start: most of it (help, glob, spinners)
 * is not needed to run a command. Only the place of the calls changes. A build in which something is not found any more
 * fails, because oclif then looks different from what this was written for.
 */
export function leanOclif(): Plugin {
  const missing = new Set(CHEAPER.map(([dear]) => dear).concat('require'));
  return {
    name: 'lean-oclif',
    transform: {
      filter: { id: OCLIF },
      handler(code) {
        const cheap = CHEAPER.reduce((text, [dear, cheap]) => {
          if (text.includes(dear)) missing.delete(dear);
          return text.replace(dear, cheap);
        }, code);
        return lazy(cheap, () => missing.delete('require'));
      },
    },
    buildEnd(error) {
      if (error === undefined && missing.size > 0)
        throw new Error(`not found in @oclif/core: ${[...missing].join(', ')}`);
    },
  };
}

function lazy(code: string, found: () => void): string {
  const names = [...code.matchAll(REQUIRE)].map(([, name]) => name);
  if (names.length === 0) return code;
  found();
  const called = code.replaceAll(new RegExp(`(?<!(?:const|var) )\\b(${names.join('|')})\\b`, 'g'), '($1())');
  return called.replaceAll(REQUIRE, 'let $1_; const $1 = () => ($1_ ??= $2);');
}
