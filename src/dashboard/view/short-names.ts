import stringWidth from 'string-width';
import { printable } from '../../domain/text/printable.ts';

/** What CloudFormation appends to the names that it makes. Source: CloudFormation user guide, "Name type" (by example only). */
const MADE_BY_CLOUDFORMATION = /-[0-9A-Za-z]{12,13}$/;

/**
 * The names as they are where all fit into that many columns; otherwise without what makes them long but not different:
 * CloudFormation's suffix, then what all begin with. They are left whole where that would make two alike.
 */
export function shortNames(names: readonly string[], columns: number): readonly string[] {
  const plain = names.map(printable);
  const bare = plain.map((name) => name.replace(MADE_BY_CLOUDFORMATION, ''));
  const shared = sharedLength(bare);
  const tails = shared > 1 ? bare.map((name) => `…${name.slice(shared)}`) : bare;
  const isGood = (tried: readonly string[]) =>
    new Set(tried).size === new Set(plain).size && tried.every((name) => stringWidth(name) <= columns);
  return [plain, bare, tails].find(isGood) ?? (new Set(tails).size === new Set(plain).size ? tails : plain);
}

/** The columns that the longest name takes without CloudFormation's suffix. */
export function longestBare(names: readonly string[]): number {
  return Math.max(0, ...names.map((name) => stringWidth(printable(name).replace(MADE_BY_CLOUDFORMATION, ''))));
}

function sharedLength(names: readonly string[]): number {
  const [first = '', ...others] = names;
  if (others.length === 0) return 0;
  let length = 0;
  while (length < first.length && others.every((name) => name.charAt(length) === first.charAt(length))) length += 1;
  return length;
}
