import { kept } from './engines/kept.ts';
import { sandbox } from './engines/sandbox.ts';
import { sqsContract } from './sqs/contract.ts';
import { stsContract } from './sts-contract.ts';

const engine = kept(sandbox);
sqsContract(engine);
stsContract(engine);
