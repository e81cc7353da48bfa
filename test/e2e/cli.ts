import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Ended, type Running, run, started } from '../support/processes/processes.ts';
import { type OnTerminal, onTerminal, type TerminalSize } from '../support/terminal/pseudo-terminal.ts';

const SCRIPT = fileURLToPath(new URL('../../bin/run.js', import.meta.url));

/** An empty home: no profile, no cached credentials. */
const HOME = mkdtempSync(join(tmpdir(), 'momento-eb-home-'));

/** What a machine without any AWS set-up has. */
const NOTHING_SET_UP: Readonly<Record<string, string | undefined>> = {
  HOME,
  XDG_DATA_HOME: join(HOME, 'data'),
  XDG_CACHE_HOME: join(tmpdir(), 'momento-eb-code-cache'),
  // What tests run under is none of a user's.
  NODE_ENV: undefined,
  ...Object.fromEntries(
    Object.keys(process.env)
      .filter((name) => /^(AWS_|MOMENTO_|DEBUG$|NO_COLOR$|FORCE_COLOR$)/.test(name))
      .map((name) => [name, undefined]),
  ),
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: join(HOME, 'config'),
  AWS_SHARED_CREDENTIALS_FILE: join(HOME, 'credentials'),
};

export type Environment = Readonly<Record<string, string | undefined>>;

/** Runs the built momento-eb as a user would on a machine where nothing is set up but what `environment` says. */
export function momentoEb(words: readonly string[], environment: Environment = {}): Promise<Ended> {
  return run(process.execPath, [SCRIPT, ...words], { ...NOTHING_SET_UP, ...environment });
}

/** The same, to be met while it runs. */
export function startedMomentoEb(words: readonly string[], environment: Environment = {}): Running {
  return started(process.execPath, [SCRIPT, ...words], { ...NOTHING_SET_UP, ...environment });
}

/** The same where no file can grow beyond so many kilobytes: writing more fails as on a full disk. */
export function startedWithFileLimit(
  kilobytes: number,
  words: readonly string[],
  environment: Environment = {},
): Running {
  const script = `trap '' XFSZ; ulimit -f ${kilobytes}; exec "$0" "$@"`;
  const command = ['-c', script, process.execPath, SCRIPT, ...words];
  return started('/bin/bash', command, { ...NOTHING_SET_UP, ...environment });
}

/** The same on a terminal, where it can ask. */
export function momentoEbOnTerminal(
  words: readonly string[],
  environment: Environment = {},
  size?: TerminalSize,
): OnTerminal {
  return onTerminal(process.execPath, [SCRIPT, ...words], { ...NOTHING_SET_UP, ...environment }, size);
}

/** A shell line with `momento-eb` in it, for pipes. */
export function inShell(line: string, environment: Environment = {}): Promise<Ended> {
  return run('/bin/bash', ['-c', shellLine(line)], { ...NOTHING_SET_UP, ...environment });
}

/** The same, to be met while it runs. */
export function startedInShell(line: string, environment: Environment = {}): Running {
  return started('/bin/bash', ['-c', shellLine(line)], { ...NOTHING_SET_UP, ...environment });
}

/** The same on a terminal. */
export function inShellOnTerminal(line: string, environment: Environment = {}, size?: TerminalSize): OnTerminal {
  return onTerminal('/bin/bash', ['-c', shellLine(line)], { ...NOTHING_SET_UP, ...environment }, size);
}

function shellLine(line: string): string {
  return `set -o pipefail; ${line.replaceAll('momento-eb', `"${process.execPath}" "${SCRIPT}"`)}`;
}
