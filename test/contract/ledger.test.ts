import { IN_MEMORY, SQLITE } from '../support/ledger-engines.ts';
import { ledgerContract } from './ledger-contract.ts';

ledgerContract(IN_MEMORY);
ledgerContract(SQLITE);
