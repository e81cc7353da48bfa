#!/usr/bin/env node
// Finds a Node that can run momento-eb: this one, or inside a checkout the one that npm ci brought along.
import { existsSync, mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 13)) {
  const { enableCompileCache } = await import('node:module');
  nameAHome();
  try {
    enableCompileCache(cacheFolder());
  } catch {
    // Without a writable home everything works, only slower.
  }
  await import('../dist/main.js');
} else {
  const own = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));
  if (existsSync(own)) await handOver(own);
  else {
    console.error(
      `momento-eb needs Node 22.13 or newer; this is ${process.version}.\nInstall a newer Node, then run it again.`,
    );
    process.exitCode = 2;
  }
}

/** A container's user may have no home at all, and libraries ask for it while they load. */
function nameAHome() {
  try {
    homedir();
  } catch {
    process.env.HOME = tmpdir();
  }
}

/** The user's own cache folder; throws where there is no home to put it into. */
function cacheFolder() {
  const base = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  if (!isAbsolute(base)) throw new Error('no home');
  // Step by step, because a recursive mkdir in a folder such as /proc never returns.
  return ['', 'momento-eb', 'code'].reduce((parent, name) => {
    const folder = join(parent, name);
    if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
    return folder;
  }, base);
}

async function handOver(node) {
  const { spawn } = await import('node:child_process');
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit' });
  // The terminal signals the child too; a signal sent to this process alone must reach it all the same.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    if (signal === null) {
      process.exitCode = code ?? 1;
      return;
    }
    // Our own listener would swallow it, and the process would end as if all were well.
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
