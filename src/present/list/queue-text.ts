import type { Failure } from '../../app/failures.ts';
import type { QueueDescription } from '../../app/ports.ts';
import { printable } from '../../domain/text/printable.ts';
import { fitted, flow, wrap } from '../style/layout.ts';
import type { Theme } from '../style/theme.ts';
import { duration } from '../style/time.ts';

/** How a reading ended, as far as messages are left out of it. */
export interface LeftOut {
  readonly unseen: number;
  readonly unread: number;
  readonly arrivedSince: number;
  readonly stuck: number;
  readonly failure: Failure | undefined;
}

/** Why a reading may not have shown every message; nothing when it did. */
export function unseenText(
  queue: Pick<QueueDescription, 'visibilitySeconds'>,
  end: LeftOut,
  width: number,
  theme: Theme,
): readonly string[] {
  const lines: string[] = [];
  const inFlight = end.unseen - end.unread;
  if (inFlight > 0) {
    lines.push(
      `About ${messages(inFlight)} could not be seen: another reader has them in flight. Messages of a killed momento-eb return within 5 min, ` +
        `those of others after ${duration(queue.visibilitySeconds * 1000)} if they use the visibility timeout of the queue, after 12 h at the latest.`,
    );
  }
  if (end.unread > 0) lines.push(unreadText(end.unread, end.failure));
  if (end.arrivedSince > 0) lines.push(arrivedText(end.arrivedSince));
  if (end.stuck > 0) lines.push(stuckText(end.stuck));
  return lines.map((line) => theme.careful(wrap(line, width)));
}

/** Messages that are visible in the queue and were not received, with the reason where a failure is it. */
export function unreadText(count: number, failure: Failure | undefined): string {
  const because = failure === undefined ? '' : ` (${printable(failure.code)})`;
  return `About ${messages(count)} in the queue were not read${because}.`;
}

/** Messages that a reading leaves out because they were sent after it began. */
export function arrivedText(count: number): string {
  return `New dead letters keep arriving: about ${count} since this reading began.`;
}

/** Messages that stay hidden although the reading is over. */
export function stuckText(count: number): string {
  return `${messages(count)} could not be released and return by themselves within 5 min.`;
}

/** `1 message`, `2 messages`. */
export function messages(count: number): string {
  return `${count} ${count === 1 ? 'message' : 'messages'}`;
}

/** The queue's name, without the account; what is no name of a queue stands there whole. */
export function queueName(queue: Pick<QueueDescription, 'arn' | 'url'>): string {
  return printable(/:([\w.-]{1,80})$/.exec(queue.arn)?.[1] ?? (queue.arn || queue.url));
}

/** The queue's name with account and region, to tell several apart. */
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
