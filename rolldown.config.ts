import { readdirSync } from 'node:fs';
import { defineConfig } from 'rolldown';
import { leanMaps } from './bundle/lean-maps.ts';
import { leanPackages } from './bundle/lean-packages.ts';
import { licensesOfBundledPackages } from './bundle/licenses.ts';
import { nodeBuiltins } from './bundle/node-builtins.ts';

/** One entry for the start and one for each command: oclif loads only the command that was typed. */
const commands = readdirSync('src/commands', { recursive: true, withFileTypes: true })
  .filter((file) => file.isFile() && file.name.endsWith('.ts'))
  .map((file) => `${file.parentPath}/${file.name}`.slice('src/'.length, -'.ts'.length));

/** What oclif loads by name besides, and only when it needs it: package.json says when. */
const onDemand = ['command-line/help', 'command-line/unknown-command'];

const AWS = /[\\/]node_modules[\\/]@(aws|aws-sdk|smithy)[\\/]/;

/** Read only when a defect is reported, so that its stack trace names the sources; a start never opens them. */
const MAPS = { sourcemap: 'hidden', sourcemapExcludeSources: true } as const;

const main = defineConfig({
  input: Object.fromEntries(['main', ...onDemand, ...commands].map((name) => [name, `src/${name}.ts`])),
  platform: 'node',
  // The SDK's ES modules: its CommonJS ones cannot be shaken, and draw what they require into wrappers besides.
  resolve: { mainFields: ['module', 'main'] },
  // Ink imports its developer tools only where they are installed.
  external: ['react-devtools-core'],
  // React's development build is slower, and keeps a record of every render.
  transform: { define: { 'process.env.NODE_ENV': "'production'" } },
  plugins: [leanPackages(), nodeBuiltins(), licensesOfBundledPackages(), leanMaps()],
  output: {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    cleanDir: true,
    ...MAPS,
    // Not minified: that would save a start some 3 ms, and take the lines and names from stack traces.
    // Each file costs a start about a millisecond, and without groups `dlq redrive` would open some fifty. A group holds only
    // what some command imports statically: what is imported dynamically stays apart and is loaded when it is needed.
    codeSplitting: {
      groups: [
        // What every start needs, oclif above all.
        {
          name: 'start',
          tags: ['$initial'],
          test: (id) => !AWS.test(id),
          minShareCount: commands.length + 1,
          priority: 3,
        },
        { name: 'aws', tags: ['$initial'], test: AWS, priority: 2 },
        // What four commands or more have in common is what all have that speak to AWS.
        { name: 'shared', tags: ['$initial'], minShareCount: 4, priority: 1 },
      ],
    },
  },
});

/** What is started as a thread of its own, whole in one file: it would load all that it shares with commands anew. */
const thread = defineConfig({
  input: { 'ledger/thread': 'src/ledger/thread.ts' },
  platform: 'node',
  plugins: [nodeBuiltins(), leanMaps()],
  output: { dir: 'dist', format: 'esm', entryFileNames: '[name].js', codeSplitting: false, ...MAPS },
});

export default [main, thread];
