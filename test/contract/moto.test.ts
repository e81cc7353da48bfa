import { MOTO_SQS_DIFFERENCES } from './differences/moto-sqs.ts';
import { kept } from './engines/kept.ts';
import { moto } from './engines/moto.ts';
import { sqsContract } from './sqs/contract.ts';
import { stsContract } from './sts-contract.ts';

const engine = kept(moto(MOTO_SQS_DIFFERENCES));
sqsContract(engine);
stsContract(engine);
