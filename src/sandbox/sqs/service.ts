import type { SandboxFloor, SandboxPart } from '../wire/part.ts';
import { sqsErrorName } from './errors.ts';
import { attributeOperations } from './operations/attribute-operations.ts';
import { deadLetterOperations } from './operations/dead-letter-operations.ts';
import { queueOperations } from './operations/queue-operations.ts';
import { receiptOperations } from './operations/receipt-operations.ts';
import { receiveOperations } from './operations/receive-operations.ts';
import { sendOperations } from './operations/send-operations.ts';

/** SQS, standard queues, over AWS JSON 1.0. */
export function sqsPart({ queues, clock, faults }: SandboxFloor): SandboxPart {
  return {
    jsonServices: [
      {
        targetPrefix: 'AmazonSQS',
        contentType: 'application/x-amz-json-1.0',
        errorName: sqsErrorName,
        operations: {
          ...queueOperations(queues, clock),
          ...attributeOperations(queues, clock),
          ...sendOperations(queues, clock, faults),
          ...receiveOperations(queues, faults),
          ...receiptOperations(queues, clock, faults),
          ...deadLetterOperations(queues),
        },
      },
    ],
  };
}
