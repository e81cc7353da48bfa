import { kept } from './engines/kept.ts';
import { moto } from './engines/moto.ts';
import { eventBridgeContract } from './eventbridge-contract.ts';
import { MOTO_EVENTBRIDGE_DIFFERENCES } from './moto-eventbridge-differences.ts';

eventBridgeContract(kept(moto(MOTO_EVENTBRIDGE_DIFFERENCES)));
