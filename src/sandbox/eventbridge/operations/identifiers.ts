/** Names that AWS would make up; the same ones for the same chance, so that a seeded sandbox repeats itself. */
export interface Identifiers {
  /** A version 4 UUID in small letters. */
  uuid(): string;
  /** Letters and digits as CloudFormation appends them to physical names. */
  suffix(length: number): string;
}

const SUFFIX_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const VARIANT_LETTERS = '89ab';

/** `random` answers numbers from 0 to below 1. */
export function createIdentifiers(random: () => number): Identifiers {
  const letter = (letters: string): string => letters.charAt(Math.floor(random() * letters.length));
  const hex = (length: number): string => Array.from({ length }, () => letter('0123456789abcdef')).join('');
  return {
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${letter(VARIANT_LETTERS)}${hex(3)}-${hex(12)}`,
    suffix: (length) => Array.from({ length }, () => letter(SUFFIX_LETTERS)).join(''),
  };
}
