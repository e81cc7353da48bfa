import { IN_MEMORY, SQLITE } from '../support/fakes/ledger-engines.ts';
import { ledgerContract } from './ledger/contract.ts';

ledgerContract(IN_MEMORY);
ledgerContract(SQLITE);
