import type { QueueDescription } from '../app/ports.ts';
import type { RedriveEnd } from '../app/redrive-events.ts';
import { quote } from '../domain/text/printable.ts';
import { wrap } from './layout.ts';
import type { Piles } from './piles.ts';
import { pilesText } from './piles-text.ts';
import { messages, queueName, unseenText } from './queue-text.ts';
import type { Theme } from './theme.ts';

/** How a pass over the queue looks to people: a plan, or the result of a run. */
export type RedriveText = (
  queue: QueueDescription,
  piles: Piles,
  end: RedriveEnd,
  width: number,
  look: Theme,
) => string;

/** The plan: what would be held, sent and sent repaired, by cause, with one diff for each kind of repair. */
export const planText: RedriveText = (queue, piles, end, width, look) => {
  const { held, left } = end.tally;
  const blocks = [headline('Plan for', queue, end, width, look)];
  if (held > 0) blocks.push(pilesText([look.careful(`HOLD ${held}`)], piles, 'held', width, look));
  blocks.push(...warningsText(end, width, look), ...unseenText(queue, end, width, look));
  // Last, because a question about it may follow.
  if (left > 0) blocks.push(pilesText([look.good(`SEND ${left}`)], piles, 'left', width, look));
  return `${blocks.join('\n\n')}\n`;
};

/** The result of a run: each outcome with its number, what it means, and what is left to do. */
export const resultText: RedriveText = (queue, piles, end, width, look) => {
  const { removed, sentNotRemoved, unknown, failed, left, held } = end.tally;
  const sections = [
    [removed, 'removed', look.good(`SENT ${removed}`), 'accepted by the bus and deleted here'],
    [
      sentNotRemoved,
      'sent-not-removed',
      look.bad(`SENT, STILL HERE ${sentNotRemoved}`),
      'accepted, but could not be deleted: do not send again',
    ],
    [unknown, 'unknown', look.bad(`UNKNOWN ${unknown}`), 'no answer: may or may not have arrived'],
    [failed, 'failed', look.bad(`REFUSED ${failed}`), 'not accepted by the bus'],
    [left, 'left', look.careful(`LEFT ${left}`), 'not sent before the run ended'],
    [held, 'held', look.careful(`HELD ${held}`)],
  ] as const;
  const blocks = [
    headline('Redrive of', queue, end, width, look),
    ...sections.flatMap(([count, outcome, title, meaning]) =>
      count === 0
        ? []
        : [pilesText(meaning === undefined ? [title] : [title, look.faint(meaning)], piles, outcome, width, look)],
    ),
    ...warningsText(end, width, look),
    ...unseenText(queue, end, width, look),
  ];
  return `${blocks.join('\n\n')}\n`;
};

function headline(what: string, queue: QueueDescription, end: RedriveEnd, width: number, look: Theme): string {
  const { received, selected } = end.tally;
  const interrupted = end.interrupted ? look.careful(', then interrupted') : '';
  return `${look.strong(wrap(`${what} ${queueName(queue)}`, width))}\n${messages(received)} read, ${selected} selected${interrupted}`;
}

function warningsText(end: RedriveEnd, width: number, look: Theme): readonly string[] {
  return end.warnings.map((warning) => look.careful(wrap(`Note: ${quote(warning, 400)}`, width)));
}
