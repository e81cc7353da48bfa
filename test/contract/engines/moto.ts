import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Differences, Engine } from '../engine.ts';

const COMMAND = 'moto_server';
/** The list of differences is of this one; another one may differ elsewhere. */
const VERSION = '5.2.';
const START_MS = 30_000;

/** Python's moto (SQS, EventBridge, STS and more) as a server of its own, where this machine has it. */
export function moto(differences: Differences): Engine {
  const absent = whyAbsent();
  return { name: COMMAND, ...(absent !== undefined && { absent }), differences, start };
}

function whyAbsent(): string | undefined {
  const found = (process.env.PATH ?? '').split(delimiter).some((folder) => isExecutable(join(folder, COMMAND)));
  if (!found) return `no ${COMMAND} on the PATH`;
  const asked = spawnSync('python3', ['-c', 'import importlib.metadata as m; print(m.version("moto"))']);
  const version = asked.stdout?.toString().trim() ?? '';
  return version.startsWith(VERSION) ? undefined : `python3 has moto ${version || 'not'}, not ${VERSION}x`;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function start() {
  const server = spawn(COMMAND, ['-H', '127.0.0.1', '-p', '0'], { stdio: ['ignore', 'ignore', 'pipe'] });
  return { endpoint: await endpointOf(server), stop: () => stop(server) };
}

/** Reads the address that it says it listens on; throws with all that it said when it ends or is too slow. */
async function endpointOf(server: ChildProcess): Promise<string> {
  if (server.stderr === null) throw new Error(`${COMMAND} has no standard error`);
  const lines = createInterface({ input: server.stderr, signal: AbortSignal.timeout(START_MS) });
  const said: string[] = [];
  for await (const line of lines) {
    said.push(line);
    const [, endpoint] = /Running on (http:\S+)/.exec(line) ?? [];
    if (endpoint === undefined) continue;
    server.stderr.resume();
    return endpoint;
  }
  server.kill();
  throw new Error(`${COMMAND} did not start: ${said.join('\n')}`);
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.kill();
  await once(server, 'exit');
}
