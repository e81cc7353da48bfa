import type { SandboxFloor, SandboxPart } from '../part.ts';
import { attributeOperations } from './attribute-operations.ts';
import { deadLetterOperations } from './dead-letter-operations.ts';
import { sqsErrorName } from './errors.ts';
import { queueOperations } from './queue-operations.ts';
import { receiptOperations } from './receipt-operations.ts';
import { receiveOperations } from './receive-operations.ts';
import { sendOperations } from './send-operations.ts';

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
