import type { Engine } from '../engine.ts';
import { batchesContract } from './batches.ts';
import { messageAttributesContract } from './message-attributes.ts';
import { messagesContract } from './messages.ts';
import { queueAttributesContract } from './queue-attributes.ts';
import { queuesContract } from './queues.ts';
import { receiptHandlesContract } from './receipt-handles.ts';
import { visibilityContract } from './visibility.ts';

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
