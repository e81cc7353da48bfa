import { fauxqs } from './engines/fauxqs.ts';
import { kept } from './engines/kept.ts';
import { FAUXQS_DIFFERENCES } from './fauxqs-differences.ts';
import { sqsContract } from './sqs-contract.ts';
import { stsContract } from './sts-contract.ts';

const engine = kept(fauxqs(FAUXQS_DIFFERENCES));
sqsContract(engine);
stsContract(engine);
