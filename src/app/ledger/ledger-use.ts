import type { ChosenPath } from '../../domain/secrets/chosen.ts';

/**
 * Which ledger a redrive writes to (undefined: the usual one), and whether it keeps what was sent besides fingerprints. The
 * chosen members are masked in what it keeps.
 */
export type LedgerUse =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'file';
      readonly path: string | undefined;
      readonly payloads: boolean;
      readonly chosen: readonly ChosenPath[];
    };
