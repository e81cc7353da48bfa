import { readdirSync } from 'node:fs';
import { defineConfig } from 'rolldown';

/** One entry for the start and one for each command: oclif loads only the command that was typed. */
const commands = readdirSync('src/commands', { recursive: true, withFileTypes: true })
  .filter((file) => file.isFile() && file.name.endsWith('.ts'))
  .map((file) => `${file.parentPath}/${file.name}`.slice('src/'.length, -'.ts'.length));

export default defineConfig({
  input: Object.fromEntries(['main', ...commands].map((name) => [name, `src/${name}.ts`])),
  platform: 'node',
  external: [/^node:/, '@oclif/core'],
  output: { dir: 'dist', format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js', cleanDir: true },
});
