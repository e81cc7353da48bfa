import type { QueueDescription } from '../../app/ports.ts';
import { printable } from '../../domain/text/printable.ts';
import { fitted, flow, wrap } from '../style/layout.ts';
import type { Theme } from '../style/theme.ts';
import { duration } from '../style/time.ts';

/** Why this look may not have shown everything; nothing when it did. */
export function unseenText(
  queue: Pick<QueueDescription, 'visibilitySeconds'>,
  end: { readonly unseen: number; readonly unread: number; readonly stuck: number },
  width: number,
  theme: Theme,
): readonly string[] {
  const lines: string[] = [];
  const inFlight = end.unseen - end.unread;
  if (inFlight > 0) {
    lines.push(
      `About ${messages(inFlight)} could not be seen: another reader has them in flight. What a killed momento-eb had in hand returns within 5 min, ` +
        `what others have after ${duration(queue.visibilitySeconds * 1000)} if they use the visibility timeout of the queue, after 12 h at the latest.`,
    );
  }
  if (end.unread > 0) lines.push(`About ${messages(end.unread)} in the queue were not read.`);
  if (end.stuck > 0) lines.push(stuckText(end.stuck));
  return lines.map((line) => theme.careful(wrap(line, width)));
}

/** What becomes of messages that stay hidden although we are done with them. */
export function stuckText(count: number): string {
  return `${messages(count)} could not be handed back and return by themselves within 5 min.`;
}

/** `1 message`, `2 messages`. */
export function messages(count: number): string {
  return `${count} ${count === 1 ? 'message' : 'messages'}`;
}

/** The queue's name, without the account; what is no name of a queue stands there whole. */
export function queueName(queue: Pick<QueueDescription, 'arn' | 'url'>): string {
  return printable(/:([\w.-]{1,80})$/.exec(queue.arn)?.[1] ?? (queue.arn || queue.url));
}

/** The queue's name with account and region, for whoever has several. */
export function queuePlaceText(queue: Pick<QueueDescription, 'arn' | 'url' | 'region'>): string {
  const account = /^(?:[^:]*:){4}(\d{12}):/.exec(queue.arn)?.[1];
  const where = [...(account === undefined ? [] : [`account ${account}`]), printable(queue.region)];
  return `${queueName(queue)} in ${where.join(', ')}`;
}

/** The queue's name and where it is. */
export function queueNameText(queue: QueueDescription, width: number, theme: Theme): string {
  return flow(
    [theme.strong(wrap(queueName(queue), width)), theme.faint(fitted(`in ${printable(queue.region)}`, width))],
    ' ',
    width,
  );
}
