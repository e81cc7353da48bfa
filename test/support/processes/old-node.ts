import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Where a machine that runs these tests may have a Node of its own. */
const PLACES = ['/usr/bin/node', '/usr/local/bin/node'];

/** A Node that is older than 22.13, which momento-eb needs; undefined where the machine has none. */
export const OLD_NODE: string | undefined = PLACES.find((place) => existsSync(place) && isOld(place));

function isOld(node: string): boolean {
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' });
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number);
  return major < 22 || (major === 22 && minor < 13);
}
