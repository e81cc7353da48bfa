import { createHash, randomUUID } from 'node:crypto';
import { constants, promises } from 'node:fs';
import { join } from 'node:path';
import type { DiscoveryCachePort } from '../app/integration/discovery-ports.ts';
import { directoryOpenToOthers, fileOpenToOthers, type User } from '../domain/host/ownership.ts';

const { lstat, mkdir, open, rename, rm, writeFile } = promises;

/**
 * A file in the directory with the discovery of the account that `key` identifies. Only its owner can read it. It
 * is replaced as a whole, so that a reader never sees half of it and two writers leave that of one. Where another user could
 * change the file, or put another one in its place, nothing is read or kept.
 */
export function rememberedFile(directory: string, key: string, user = thisUser()): DiscoveryCachePort {
  const name = createHash('sha256').update(key).digest('hex').slice(0, 32);
  const path = join(directory, `integration-${name}.json`);
  const isOurs = async () => {
    const stats = await lstat(directory);
    return stats.isDirectory() && directoryOpenToOthers(stats, user) === undefined;
  };
  return {
    async read() {
      try {
        return (await isOurs()) ? await readOwn(path, user) : undefined;
      } catch {
        return undefined;
      }
    },
    async write(text) {
      const unfinished = `${path}.${randomUUID()}`;
      try {
        await mkdir(directory, { recursive: true, mode: 0o700 });
        if (!(await isOurs())) return;
        await writeFile(unfinished, text, { mode: 0o600, flag: 'wx' });
        await rename(unfinished, path);
      } catch {
        await rm(unfinished, { force: true }).catch(() => {});
      }
    },
  };
}

async function readOwn(path: string, user: User): Promise<string | undefined> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = await file.stat();
    return stats.isFile() && fileOpenToOthers(stats, user) === undefined ? await file.readFile('utf8') : undefined;
  } finally {
    await file.close();
  }
}

function thisUser(): User {
  const [uid, gid] = [process.geteuid?.(), process.getegid?.()];
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}
