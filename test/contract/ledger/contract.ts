import type { LedgerEngine } from '../../support/fakes/ledger-engines.ts';
import { ledgerIntents } from './intents.ts';
import { ledgerMemory } from './memory.ts';

/** What every ledger promises, whatever it is made of. */
export function ledgerContract(engine: LedgerEngine): void {
  ledgerMemory(engine);
  ledgerIntents(engine);
}
