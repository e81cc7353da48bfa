import { cloudWatchContract } from './cloudwatch/contract.ts';
import { kept } from './engines/kept.ts';
import { sandbox } from './engines/sandbox.ts';

cloudWatchContract(kept(sandbox));
