import { createHash } from 'node:crypto';
import { AwsError } from '../wire/wire.ts';
import type { StoredMessage } from './messages/message.ts';

/** What a receipt handle says: which message, and its how-manieth receive. */
export interface Receipt {
  readonly messageId: string;
  readonly receive: number;
}

/** The handle of a message's last receive in a queue: opaque, and another one each time. */
export function receiptHandle(queueArn: string, message: StoredMessage): string {
  const said = `${queueArn} ${message.id} ${message.receiveCount}`;
  return Buffer.from(`${said} ${seal(said)}`).toString('base64');
}

/** Reads a handle that this queue gave; throws ReceiptHandleIsInvalid for anything else. */
export function readReceipt(queueArn: string, handle: string): Receipt {
  const [arn, messageId, receive, sealed] = Buffer.from(handle, 'base64').toString().split(' ');
  if (arn !== queueArn || messageId === undefined || sealed !== seal(`${arn} ${messageId} ${receive}`)) {
    throw new AwsError(
      'ReceiptHandleIsInvalid',
      `The input receipt handle "${handle}" is not a valid receipt handle.`,
      404,
    );
  }
  return { messageId, receive: Number(receive) };
}

/** Tells handles that were given out from invented or damaged ones; it guards against mistakes, not against attackers. */
function seal(said: string): string {
  return createHash('sha256').update(`receipt ${said}`).digest('base64url');
}
