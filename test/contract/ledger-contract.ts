import type { LedgerEngine } from '../support/ledger-engines.ts';
import { ledgerIntents } from './ledger-intents.ts';
import { ledgerMemory } from './ledger-memory.ts';

/** What every ledger promises, whatever it is made of. */
export function ledgerContract(engine: LedgerEngine): void {
  ledgerMemory(engine);
  ledgerIntents(engine);
}
