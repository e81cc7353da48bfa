import type { Engine } from './engine.ts';
import { batchesContract } from './sqs-batches.ts';
import { messageAttributesContract } from './sqs-message-attributes.ts';
import { messagesContract } from './sqs-messages.ts';
import { queueAttributesContract } from './sqs-queue-attributes.ts';
import { queuesContract } from './sqs-queues.ts';
import { receiptHandlesContract } from './sqs-receipt-handles.ts';
import { visibilityContract } from './sqs-visibility.ts';

/** What momento-eb relies on SQS for, through the real SDK client, whatever answers it. */
export function sqsContract(engine: Engine): void {
  queuesContract(engine);
  queueAttributesContract(engine);
  messagesContract(engine);
  messageAttributesContract(engine);
  visibilityContract(engine);
  receiptHandlesContract(engine);
  batchesContract(engine);
}
