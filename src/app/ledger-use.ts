/** Which ledger a redrive writes to, and whether it keeps what was sent besides fingerprints. */
export type LedgerUse =
  | { readonly kind: 'none' }
  | { readonly kind: 'file'; readonly path: string; readonly payloads: boolean };
