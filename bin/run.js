#!/usr/bin/env node
// Finds a Node that can run momento-eb: this one, or inside a checkout the one that npm ci installed.
import { existsSync, lstatSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { devNull, homedir, userInfo } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const uid = process.geteuid?.();
const gid = process.getegid?.();
const [major, minor] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 13)) {
  const { enableCompileCache } = await import('node:module');
  completeEnvironment();
  const cache = cacheDirectory();
  if (cache !== undefined) enableCompileCache(cache);
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

/**
 * oclif and the AWS SDK ask for home and shell while they load, and Node throws where neither the environment nor
 * /etc/passwd has them, as in a container with a user id of its own. A relative directory counts as unset, as the XDG Base
 * Directory Specification says; otherwise files would lie wherever momento-eb is started.
 */
function completeEnvironment() {
  const { env } = process;
  for (const name of ['HOME', 'XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME']) {
    if (env[name] !== undefined && !isAbsolute(env[name])) delete env[name];
  }
  // No directory can be made there, so nobody else can have made one.
  env.HOME ??= orNothing(homedir) || devNull;
  env.SHELL ??= orNothing(() => userInfo().shell) || '/bin/sh';
}

function orNothing(read) {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/**
 * The user's own cache directory, made if it is missing; undefined where there is none, and then every start is slower. Node
 * runs the code that lies there, so only this user may be able to write or replace it.
 */
function cacheDirectory() {
  try {
    const base = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
    makeDirectory(base);
    for (let above = realpathSync(base); ; above = dirname(above)) {
      if (!keepsItsDirectories(statSync(above))) return undefined;
      if (above === dirname(above)) break;
    }
    const [own, code] = [join(base, 'momento-eb'), join(base, 'momento-eb', 'code')];
    // Step by step, because a recursive mkdir in a directory such as /proc never returns.
    return [own, code].every((directory) => isClosed(makeDirectory(directory))) ? code : undefined;
  } catch {
    return undefined;
  }
}

function makeDirectory(directory) {
  if (!existsSync(directory)) mkdirSync(directory, { mode: 0o700 });
  return lstatSync(directory);
}

/** A directory of this user, and no link, in which no other user can write. */
function isClosed(stats) {
  return stats.isDirectory() && (uid === undefined || (stats.uid === uid && (stats.mode & 0o022) === 0));
}

/** No other user can rename what this user has in the directory: as in a home, or as in /tmp with its sticky bit. */
function keepsItsDirectories({ uid: owner, gid: group, mode }) {
  if (uid === undefined) return true;
  const isClosedToGroup = (mode & 0o020) === 0 || group === gid;
  return (owner === uid || owner === 0) && ((mode & 0o1000) !== 0 || (isClosedToGroup && (mode & 0o002) === 0));
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
    // Our own listener would swallow it, and the process would end with status 0.
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
