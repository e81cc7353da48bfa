import { cloudWatchContract } from './cloudwatch/contract.ts';
import { kept } from './engines/kept.ts';
import { moto } from './engines/moto.ts';
import { MOTO_CLOUDWATCH_DIFFERENCES } from './moto-cloudwatch-differences.ts';

cloudWatchContract(kept(moto(MOTO_CLOUDWATCH_DIFFERENCES)));
