import type { SandboxClock } from '../../time/clock.ts';
import { AwsError } from '../../wire/wire.ts';
import type { MessageAttribute, MessageDraft } from '../messages/message.ts';
import { attributesSize } from '../messages/message-attributes.ts';
import type { Queue } from '../queue.ts';
import { numberAttribute } from '../queue-attributes.ts';

/** Every character that is none of the Unicode set SendMessage names; lone surrogates are caught as well. */
const NOT_ALLOWED = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;
const ALLOWED = '#x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF';

/** A message's size as SQS counts it: bytes of the body and of its attributes. */
export function messageSize(body: string, attributes: ReadonlyMap<string, MessageAttribute>): number {
  return Buffer.byteLength(body) + attributesSize(attributes);
}

/** Throws what SendMessage answers to a message that is too large for the queue or has characters that SQS refuses. */
export function checkMessage(queue: Queue, draft: MessageDraft): void {
  const most = numberAttribute(queue.attributes, 'MaximumMessageSize');
  if (messageSize(draft.body, draft.attributes) > most) {
    const message = `One or more parameters are invalid. Reason: Message must be shorter than ${most} bytes.`;
    throw new AwsError('InvalidParameterValue', message);
  }
  const invalid = `Invalid characters found. Valid unicode characters are ${ALLOWED}`;
  if (NOT_ALLOWED.test(draft.body)) throw new AwsError('InvalidMessageContents', invalid);
  for (const attribute of draft.attributes.values()) {
    if ('text' in attribute && NOT_ALLOWED.test(attribute.text)) throw new AwsError('InvalidParameterValue', invalid);
  }
}

/** Puts a checked message into the queue; it is visible after `delaySeconds`, the queue's own delay where it has none. */
export function putMessage(queue: Queue, draft: MessageDraft, clock: SandboxClock, delaySeconds?: number): string {
  const id = queue.newMessageId();
  const delay = delaySeconds ?? numberAttribute(queue.attributes, 'DelaySeconds');
  queue.messages.add(
    { ...draft, id, sentAt: clock.now(), state: 'visible', receiveCount: 0, receivedBefore: 0 },
    delay * 1000,
  );
  queue.listener?.sent(queue.name);
  queue.polls.wake();
  return id;
}
