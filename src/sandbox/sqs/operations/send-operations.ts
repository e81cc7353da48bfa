import { SANDBOX_CALLER } from '../../account.ts';
import type { Faults } from '../../faults/faults.ts';
import type { SandboxClock } from '../../time/clock.ts';
import { AwsError, type JsonOperation } from '../../wire/wire.ts';
import { invalidValue } from '../errors.ts';
import { md5OfAttributes, md5OfText } from '../messages/md5.ts';
import type { MessageAttribute, MessageDraft } from '../messages/message.ts';
import { readMessageAttributes } from '../messages/message-attributes.ts';
import type { Queue } from '../queue.ts';
import type { Queues } from '../queues.ts';
import { carryOutBatch, readBatch } from './batch.ts';
import { type Input, optionalInteger, optionalText, text } from './input.ts';
import { checkMessage, messageSize, putMessage } from './sending.ts';

/** "Amazon SQS API Reference, SendMessageBatch": all messages of a batch together. */
const LARGEST_BATCH = 1_048_576;

/** "Amazon SQS API Reference, SendMessage": standard queues take group ids too (fair queues). */
const GROUP_ID = /^[!-~]{1,128}$/;

/** SendMessage and SendMessageBatch. */
export function sendOperations(queues: Queues, clock: SandboxClock, faults: Faults): Record<string, JsonOperation> {
  return {
    SendMessage(input) {
      const queue = queues.byUrl(text(input, 'QueueUrl'));
      return send(queue, input, clock);
    },
    SendMessageBatch(input) {
      const queue = queues.byUrl(text(input, 'QueueUrl'));
      const entries = readBatch(input, 'SendMessageBatchRequestEntry');
      const size = entries.reduce((sum, entry) => sum + entrySize(entry), 0);
      if (size > LARGEST_BATCH) {
        const message = `Batch requests cannot be longer than ${LARGEST_BATCH} bytes. You have sent ${size} bytes.`;
        throw new AwsError('BatchRequestTooLong', message);
      }
      return carryOutBatch('SendMessageBatch', entries, faults, (entry) => send(queue, entry, clock));
    },
  };
}

function send(queue: Queue, input: Input, clock: SandboxClock): Record<string, unknown> {
  const delay = optionalInteger(input, 'DelaySeconds', 0, 900);
  const system = readSystemAttributes(input);
  const draft = readDraft(input, system.get('AWSTraceHeader'));
  checkMessage(queue, draft);
  const md5OfMessageAttributes = md5OfAttributes(draft.attributes);
  const md5OfSystemAttributes = md5OfAttributes(system);
  return {
    MessageId: putMessage(queue, draft, clock, delay),
    MD5OfMessageBody: md5OfText(draft.body),
    ...(md5OfMessageAttributes !== undefined && { MD5OfMessageAttributes: md5OfMessageAttributes }),
    ...(md5OfSystemAttributes !== undefined && { MD5OfMessageSystemAttributes: md5OfSystemAttributes }),
  };
}

function readDraft(input: Input, traceHeader: MessageAttribute | undefined): MessageDraft {
  const groupId = optionalText(input, 'MessageGroupId');
  if (groupId !== undefined && !GROUP_ID.test(groupId)) {
    const rule = 'MessageGroupId can only include alphanumeric and punctuation characters. 1 to 128 in length.';
    throw invalidValue('MessageGroupId', groupId, rule);
  }
  const deduplicationId = optionalText(input, 'MessageDeduplicationId');
  if (deduplicationId !== undefined) {
    const reason = 'The request include parameter that is not valid for this queue type.';
    throw invalidValue('MessageDeduplicationId', deduplicationId, reason);
  }
  return {
    body: text(input, 'MessageBody'),
    attributes: readMessageAttributes(input),
    senderId: SANDBOX_CALLER.userId,
    ...(traceHeader !== undefined && 'text' in traceHeader && { traceHeader: traceHeader.text }),
    ...(groupId !== undefined && { groupId }),
  };
}

/** Only the X-Ray header may be sent, as a text; it does not count into the size of the message. */
function readSystemAttributes(input: Input): ReadonlyMap<string, MessageAttribute> {
  const attributes = readMessageAttributes({ MessageAttributes: input.MessageSystemAttributes });
  for (const [name, attribute] of attributes) {
    if (name !== 'AWSTraceHeader' || attribute.dataType !== 'String') {
      throw new AwsError('InvalidParameterValue', `Message system attribute name '${name}' is invalid.`);
    }
  }
  return attributes;
}

/** An entry that cannot be read counts nothing here; it fails on its own. */
function entrySize(entry: Input): number {
  try {
    return messageSize(optionalText(entry, 'MessageBody') ?? '', readMessageAttributes(entry));
  } catch {
    return 0;
  }
}
