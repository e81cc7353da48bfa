/** Which ledger a redrive writes to (undefined: the usual one), and whether it keeps what was sent besides fingerprints. */
export type LedgerUse =
  | { readonly kind: 'none' }
  | { readonly kind: 'file'; readonly path: string | undefined; readonly payloads: boolean };
