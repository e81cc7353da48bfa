import { createHash, randomUUID } from 'node:crypto';
import { promises } from 'node:fs';
import { join } from 'node:path';
import type { DiscoveryCachePort } from '../app/integration/discovery-ports.ts';

const { mkdir, readFile, rename, rm, writeFile } = promises;

/**
 * A file in the directory for the discovery of one account; `key` identifies the account. Only its owner can read it. Each
 * write replaces the whole file, so a reader never sees half of it, and of two writers one wins.
 */
export function rememberedFile(directory: string, key: string): DiscoveryCachePort {
  const name = createHash('sha256').update(key).digest('hex').slice(0, 32);
  const path = join(directory, `integration-${name}.json`);
  return {
    recall: () => readFile(path, 'utf8').catch(() => undefined),
    async remember(text) {
      const unfinished = `${path}.${randomUUID()}`;
      try {
        await mkdir(directory, { recursive: true, mode: 0o700 });
        await writeFile(unfinished, text, { mode: 0o600, flag: 'wx' });
        await rename(unfinished, path);
      } catch {
        await rm(unfinished, { force: true }).catch(() => {});
      }
    },
  };
}
