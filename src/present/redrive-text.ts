import type { QueueDescription } from '../app/ports.ts';
import type { RedriveEnd } from '../app/redrive-events.ts';
import { ratesText } from '../domain/redrive/rates-text.ts';
import { printable, quote } from '../domain/text/printable.ts';
import { alsoFiresText } from './also-fires-text.ts';
import { wrap } from './layout.ts';
import type { Piles } from './piles.ts';
import { pilesText } from './piles-text.ts';
import { messages, queueName, queuePlaceText, unseenText } from './queue-text.ts';
import type { Theme } from './theme.ts';
import { duration } from './time.ts';

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
  const { held, left, notRemoved } = end.tally;
  const blocks = [headline('Plan for', queue, end, width, look)];
  if (held > 0) blocks.push(pilesText([look.careful(`HOLD ${held}`)], piles, 'held', width, look));
  blocks.push(...warningsText(end, width, look), ...unseenText(queue, end, width, look));
  blocks.push(...alsoFiresText(end.alsoFires, 'ALSO FIRES', width, look));
  // Last, because a question about it may follow.
  if (notRemoved > 0) {
    const title = [
      look.good(`REMOVE ONLY ${notRemoved}`),
      look.faint('an earlier run put them on the bus: not sent again'),
    ];
    blocks.push(pilesText(title, piles, 'not-removed', width, look));
  }
  if (left > 0)
    blocks.push(pilesText([look.good(`SEND ${left}`), ...paceText(end).map(look.faint)], piles, 'left', width, look));
  return `${blocks.join('\n\n')}\n`;
};

/** How fast the events of a plan go, and how long that takes; nothing where it does not matter. */
function paceText({ rates, millisecondsToSend }: RedriveEnd): readonly string[] {
  if (millisecondsToSend < 1_000) return [];
  return [`at most ${quote(ratesText(rates), 30)}: about ${duration(millisecondsToSend)}`];
}

/** What an operator is asked to agree to after a plan, and where it will be done. */
export function questionText(queue: QueueDescription, toSend: number, toRemoveOnly: number): string {
  return `${queuePlaceText(queue)}:\n${whatIsAsked(toSend, toRemoveOnly)}`;
}

function whatIsAsked(toSend: number, toRemoveOnly: number): string {
  const removing = `elete ${messages(toRemoveOnly)} that an earlier run has sent`;
  if (toSend === 0) return `D${removing}?`;
  const sending = `Send ${toSend} ${toSend === 1 ? 'event' : 'events'} and delete what is accepted`;
  return toRemoveOnly === 0 ? `${sending}?` : `${sending}; also d${removing}?`;
}

/**
 * The result of a run: each outcome with its number, what it means, and what is left to do. `ledger` are flags that say again
 * where it was written down, each after a space.
 */
export function resultText(ledger = ''): RedriveText {
  return (queue, piles, end, width, look) => result(queue, piles, end, ledger, width, look);
}

function result(
  queue: QueueDescription,
  piles: Piles,
  end: RedriveEnd,
  ledger: string,
  width: number,
  look: Theme,
): string {
  const { removed, removedOnly, notRemoved, sentNotRemoved, unknown, failed, left, held } = end.tally;
  const sections = [
    [removed, 'removed', look.good(`SENT ${removed}`), 'accepted by the bus and deleted here'],
    [
      removedOnly,
      'removed-only',
      look.good(`SENT BEFORE ${removedOnly}`),
      'accepted in an earlier run, deleted now and not sent again',
    ],
    [
      notRemoved,
      'not-removed',
      look.bad(`SENT BEFORE, STILL HERE ${notRemoved}`),
      'accepted in an earlier run and not deleted yet',
    ],
    [
      sentNotRemoved,
      'sent-not-removed',
      look.bad(`SENT, STILL HERE ${sentNotRemoved}`),
      'accepted but not deleted; the next run is to delete them',
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
    ...alsoFiresText(end.alsoFires, 'ALSO FIRED', width, look),
    ...warningsText(end, width, look),
    ...unseenText(queue, end, width, look),
    ...(end.run === undefined
      ? []
      : [
          look.faint(
            wrap(`Written down as run ${end.run}: momento-eb ledger show ${end.run}${printable(ledger)}`, width),
          ),
        ]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function headline(what: string, queue: QueueDescription, end: RedriveEnd, width: number, look: Theme): string {
  const { received, selected } = end.tally;
  const interrupted = end.interrupted ? look.careful(', then interrupted') : '';
  return `${look.strong(wrap(`${what} ${queueName(queue)}`, width))}\n${messages(received)} read, ${selected} selected${interrupted}`;
}

function warningsText(end: RedriveEnd, width: number, look: Theme): readonly string[] {
  return end.warnings.map((warning) => look.careful(wrap(`Note: ${quote(warning, 400)}`, width)));
}
