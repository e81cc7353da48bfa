import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Interfaces } from '@oclif/core';
import { run } from '@oclif/core/run';
import { transformSync } from 'rolldown/utils';

// Runs the command line from its sources, without a bundle: npm run dev -- dlq list --sandbox
const root = fileURLToPath(new URL('..', import.meta.url));

// Node strips types by itself; only JSX needs a transformation.
registerHooks({
  load: (url, context, next) => {
    if (!url.endsWith('.tsx')) return next(url, context);
    const path = fileURLToPath(url);
    const { code } = transformSync(path, readFileSync(path, 'utf8'), { jsx: { runtime: 'automatic' } });
    return { format: 'module', source: code, shortCircuit: true };
  },
});

/** The package's own description, with the paths of the bundle replaced by those of the sources. */
const pjson = JSON.parse(
  readFileSync(`${root}package.json`, 'utf8')
    .replaceAll('"./dist/', '"./src/')
    .replaceAll(/("\.\/src\/.*)\.js"/g, '$1.ts"'),
) as Interfaces.PJSON;

const { reportFailure } = await import('../src/report-failure.ts');
const argv = process.argv.slice(2);
process.exitCode = 0;
try {
  await run(argv, { root, pjson, ignoreManifest: true });
} catch (error) {
  reportFailure(error, argv);
}
