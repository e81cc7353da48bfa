import type { Faults } from '../../faults/faults.ts';
import { AwsError, type JsonOperation } from '../../wire/wire.ts';
import { md5OfAttributes, md5OfText } from '../messages/md5.ts';
import { selectMessageAttributes, showMessageAttributes } from '../messages/message-attributes.ts';
import type { Received } from '../poll.ts';
import { numberAttribute } from '../queue-attributes.ts';
import type { Queues } from '../queues.ts';
import { type Input, optionalInteger, text, texts } from './input.ts';
import { MOST_IN_FLIGHT } from './receive.ts';

/** ReceiveMessage. A short poll of the sandbox misses nothing, unlike AWS's, unless an `empty` fault says so. */
export function receiveOperations(queues: Queues, faults: Faults): Record<string, JsonOperation> {
  return {
    async ReceiveMessage(input, call) {
      const queue = queues.byUrl(text(input, 'QueueUrl'));
      const limit = optionalInteger(input, 'MaxNumberOfMessages', 1, 10) ?? 1;
      const hide = optionalInteger(input, 'VisibilityTimeout', 0, 43_200);
      const wait = optionalInteger(input, 'WaitTimeSeconds', 0, 20);
      const waitSeconds = wait ?? numberAttribute(queue.attributes, 'ReceiveMessageWaitTimeSeconds');
      const wanted = wantedOf(input);
      if (faults.strike('ReceiveMessage', 'empty') !== undefined) return {};
      if (waitSeconds === 0 && queue.messages.counts().inFlight >= MOST_IN_FLIGHT) throw tooManyInFlight();
      const isGivenAgain = faults.strike('ReceiveMessage', 'again') !== undefined;
      const hideSeconds = isGivenAgain ? 0 : (hide ?? numberAttribute(queue.attributes, 'VisibilityTimeout'));
      const received = await queue.polls.receive({
        limit,
        hideMs: hideSeconds * 1000,
        waitMs: waitSeconds * 1000,
        signal: call.signal,
      });
      return received.length === 0 ? {} : { Messages: received.map((one) => show(one, wanted)) };
    },
  };
}

interface Wanted {
  readonly system: readonly string[];
  readonly user: readonly string[];
}

function wantedOf(input: Input): Wanted {
  return {
    system: [...texts(input, 'AttributeNames'), ...texts(input, 'MessageSystemAttributeNames')],
    user: texts(input, 'MessageAttributeNames'),
  };
}

function show(received: Received, wanted: Wanted): Record<string, unknown> {
  const { message, handle } = received;
  const system = systemAttributes(received, wanted.system);
  const user = selectMessageAttributes(message.attributes, wanted.user);
  return {
    MessageId: message.id,
    ReceiptHandle: handle,
    MD5OfBody: md5OfText(message.body),
    Body: message.body,
    ...(system.length > 0 && { Attributes: Object.fromEntries(system) }),
    ...(user.size > 0 && {
      MD5OfMessageAttributes: md5OfAttributes(user),
      MessageAttributes: showMessageAttributes(user),
    }),
  };
}

function systemAttributes(received: Received, wanted: readonly string[]): readonly (readonly [string, string])[] {
  const { message, receiveCount, firstReceivedAt } = received;
  const all: readonly (readonly [string, string | undefined])[] = [
    ['SenderId', message.senderId],
    ['ApproximateFirstReceiveTimestamp', String(firstReceivedAt)],
    ['ApproximateReceiveCount', String(receiveCount)],
    ['SentTimestamp', String(message.sentAt)],
    ['AWSTraceHeader', message.traceHeader],
    ['MessageGroupId', message.groupId],
    ['DeadLetterQueueSourceArn', message.movedFrom],
  ];
  return all.flatMap(([name, value]) => {
    const isWanted = value !== undefined && (wanted.includes('All') || wanted.includes(name));
    return isWanted ? [[name, value] as const] : [];
  });
}

/** "Amazon SQS short and long polling": only a short poll is told; a long poll is answered with no message. */
function tooManyInFlight(): AwsError {
  const message = 'Too many messages are in flight: a standard queue can have about 120,000.';
  return new AwsError('OverLimit', message, 403);
}
