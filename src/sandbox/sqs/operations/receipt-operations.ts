import type { Faults } from '../../faults/faults.ts';
import type { SandboxClock } from '../../time/clock.ts';
import { AwsError, type JsonOperation } from '../../wire/wire.ts';
import { invalidValue, missing } from '../errors.ts';
import type { StoredMessage } from '../messages/message.ts';
import type { Queue } from '../queue.ts';
import type { Queues } from '../queues.ts';
import { readReceipt } from '../receipt.ts';
import { carryOutBatch, readBatch } from './batch.ts';
import { type Input, optionalInteger, text } from './input.ts';

/** "Amazon SQS visibility timeout": the most a message can be hidden, counted from its receive. */
const LONGEST_HIDING_SECONDS = 43_200;

/** What is done with a receipt handle: DeleteMessage, ChangeMessageVisibility and their batches. */
export function receiptOperations(queues: Queues, clock: SandboxClock, faults: Faults): Record<string, JsonOperation> {
  return {
    DeleteMessage(input) {
      return remove(queues.byUrl(text(input, 'QueueUrl')), input);
    },
    DeleteMessageBatch(input) {
      const queue = queues.byUrl(text(input, 'QueueUrl'));
      const entries = readBatch(input, 'DeleteMessageBatchRequestEntry');
      return carryOutBatch('DeleteMessageBatch', entries, faults, (entry) => remove(queue, entry));
    },
    ChangeMessageVisibility(input) {
      return changeVisibility(queues.byUrl(text(input, 'QueueUrl')), input, clock);
    },
    ChangeMessageVisibilityBatch(input) {
      const queue = queues.byUrl(text(input, 'QueueUrl'));
      const entries = readBatch(input, 'ChangeMessageVisibilityBatchRequestEntry');
      const change = (entry: Input) => changeVisibility(queue, entry, clock);
      return carryOutBatch('ChangeMessageVisibilityBatch', entries, faults, change);
    },
  };
}

/**
 * Succeeds for a message that is gone, and for an older handle, which deletes nothing ("Amazon SQS API Reference,
 * DeleteMessage": the most recent handle must be used). A handle stays good when its visibility timeout has passed.
 */
function remove(queue: Queue, input: Input): Record<string, unknown> {
  const message = messageOf(queue, input);
  if (message?.isLatest) {
    queue.messages.remove(message.message, 'deleted');
    queue.listener?.deleted(queue.name);
  }
  return {};
}

/**
 * Takes every handle of a message that is there: not documented, but recorded on AWS (in LocalStack's snapshot tests) are
 * a change after the visibility timeout was over, and an older handle that made a message visible which a newer one held.
 * When it answers the documented MessageNotInflight is not known; here it does after a change to 0.
 */
function changeVisibility(queue: Queue, input: Input, clock: SandboxClock): Record<string, unknown> {
  const seconds = optionalInteger(input, 'VisibilityTimeout', 0, LONGEST_HIDING_SECONDS);
  if (seconds === undefined) throw missing('VisibilityTimeout');
  const message = messageOf(queue, input)?.message;
  if (message === undefined) {
    const reason = 'Message does not exist or is not available for visibility timeout change.';
    throw invalidValue('ReceiptHandle', input.ReceiptHandle, reason);
  }
  if (message.isGivenBack) throw new AwsError('MessageNotInflight', 'The specified message is not in flight.');
  const hiddenFor = (clock.now() - (message.lastReceivedAt ?? 0)) / 1000;
  if (hiddenFor + seconds > LONGEST_HIDING_SECONDS) {
    const reason = `Total VisibilityTimeout for the message is beyond the limit [${LONGEST_HIDING_SECONDS} seconds].`;
    throw invalidValue('VisibilityTimeout', seconds, reason);
  }
  queue.messages.hide(message, seconds * 1000);
  message.isGivenBack = seconds === 0;
  queue.polls.wake();
  return {};
}

function messageOf(
  queue: Queue,
  input: Input,
): { readonly message: StoredMessage; readonly isLatest: boolean } | undefined {
  const receipt = readReceipt(queue.arn, text(input, 'ReceiptHandle'));
  const message = queue.messages.find(receipt.messageId);
  return message && { message, isLatest: message.receiveCount === receipt.receive };
}
