import { isBuiltin } from 'node:module';
import type { Plugin } from 'rolldown';

/**
 * Takes Node's own modules from `process.getBuiltinModule`. An `import` of one reads every export of it, and with them
 * the getters behind which Node keeps streams, promises and reports until somebody asks: some 5 ms at every start.
 */
export function nodeBuiltins(): Plugin {
  return {
    name: 'node-builtins',
    resolveId(id, importer) {
      // What rolldown itself puts in front of all modules needs one of them before anything can be taken from here.
      if (!isBuiltin(id) || importer?.startsWith('\0rolldown')) return null;
      return { id: `\0builtin:${id.replace(/^node:/, '')}`, moduleSideEffects: false };
    },
    load: {
      filter: { id: /^\0builtin:/ },
      handler: (id) => ({
        code: `module.exports = process.getBuiltinModule('node:${id.slice('\0builtin:'.length)}');`,
        moduleType: 'js',
      }),
    },
  };
}
