import { FAUXQS_DIFFERENCES } from './differences/fauxqs.ts';
import { fauxqs } from './engines/fauxqs.ts';
import { kept } from './engines/kept.ts';
import { sqsContract } from './sqs/contract.ts';
import { stsContract } from './sts-contract.ts';

const engine = kept(fauxqs(FAUXQS_DIFFERENCES));
sqsContract(engine);
stsContract(engine);
