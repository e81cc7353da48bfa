import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defineConfig, type Plugin } from 'rolldown';

/** One entry for the start and one for each command: oclif loads only the command that was typed. */
const commands = readdirSync('src/commands', { recursive: true, withFileTypes: true })
  .filter((file) => file.isFile() && file.name.endsWith('.ts'))
  .map((file) => `${file.parentPath}/${file.name}`.slice('src/'.length, -'.ts'.length));

/** What oclif loads by name besides, and only when it needs it: package.json says when. */
const onDemand = ['command-line/help', 'command-line/unknown-command'];

/** What is started as a thread of its own, by its path. */
const threads = ['ledger/thread'];

export default defineConfig({
  input: Object.fromEntries(['main', ...onDemand, ...threads, ...commands].map((name) => [name, `src/${name}.ts`])),
  platform: 'node',
  // Ink imports its developer tools only where they are installed.
  external: [/^node:/, 'react-devtools-core'],
  // React's development build is slower, and keeps a record of every render.
  transform: { define: { 'process.env.NODE_ENV': "'production'" } },
  plugins: [licensesOfBundledPackages()],
  output: {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    cleanDir: true,
  },
});

/** Writes dist/THIRD_PARTY_LICENSES: the licences of the packages whose code is in the bundle ask to be passed on. */
function licensesOfBundledPackages(): Plugin {
  return {
    name: 'licenses',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
      const packages = new Set(modules.flatMap((module) => packageOf(module) ?? []));
      const source = [...packages]
        .sort()
        .map(licenseText)
        .join(`\n${'-'.repeat(78)}\n\n`);
      this.emitFile({ type: 'asset', fileName: 'THIRD_PARTY_LICENSES', source });
    },
  };
}

function packageOf(module: string): string | undefined {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(module.replace(/^\0/, ''))?.[0];
}

function licenseText(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const parent = join(dirname(folder), 'LICENSE');
  const text = file ? readFileSync(join(folder, file), 'utf8') : existsSync(parent) ? readFileSync(parent, 'utf8') : '';
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}
