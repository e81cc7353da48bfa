import { MOTO_EVENTBRIDGE_DIFFERENCES } from './differences/moto-eventbridge.ts';
import { MOTO_PATTERN_DIFFERENCES } from './differences/moto-patterns.ts';
import { kept } from './engines/kept.ts';
import { moto } from './engines/moto.ts';
import { eventBridgeContract } from './eventbridge/contract.ts';

eventBridgeContract(kept(moto({ ...MOTO_EVENTBRIDGE_DIFFERENCES, ...MOTO_PATTERN_DIFFERENCES })));
