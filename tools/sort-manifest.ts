import { readFileSync, writeFileSync } from 'node:fs';

// oclif lists commands in the order in which the file system happens to answer; what is kept in the repository must not change with it.
const FILE = new URL('../oclif.manifest.json', import.meta.url);
const manifest = JSON.parse(readFileSync(FILE, 'utf8')) as { readonly commands: Readonly<Record<string, unknown>> };

const depth = (id: string) => id.split(':').length;
const commands = Object.entries(manifest.commands).sort(
  ([one], [other]) => depth(one) - depth(other) || (one < other ? -1 : 1),
);
writeFileSync(FILE, JSON.stringify({ ...manifest, commands: Object.fromEntries(commands) }, null, 2));
