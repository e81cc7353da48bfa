import type { Engine } from './engine.ts';
import { batchesContract } from './sqs-batches.ts';
import { messagesContract } from './sqs-messages.ts';
import { queuesContract } from './sqs-queues.ts';
import { visibilityContract } from './sqs-visibility.ts';

/** What momento-eb relies on SQS for, through the real SDK client, whatever answers it. */
export function sqsContract(engine: Engine): void {
  queuesContract(engine);
  messagesContract(engine);
  visibilityContract(engine);
  batchesContract(engine);
}
