import { kept } from './engines/kept.ts';
import { sandbox } from './engines/sandbox.ts';
import { eventBridgeContract } from './eventbridge/contract.ts';

eventBridgeContract(kept(sandbox));
