import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Everything in a directory that a program could change: names, kinds, modes, owners, times, content. */
export function stateOfDirectory(directory: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    readdirSync(directory)
      .sort()
      .map((name) => [name, stateOfFile(join(directory, name))]),
  );
}

function stateOfFile(path: string) {
  const { mode, uid, gid, ino, mtimeMs, size } = lstatSync(path);
  const content = lstatSync(path).isFile() ? createHash('sha256').update(readFileSync(path)).digest('hex') : '';
  return { mode: mode.toString(8), uid, gid, ino, mtimeMs, size, content };
}
