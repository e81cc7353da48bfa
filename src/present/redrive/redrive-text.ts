import type { QueueDescription } from '../../app/ports.ts';
import type { RedriveEnd } from '../../app/redrive/redrive-events.ts';
import { ratesText } from '../../domain/redrive/pace.ts';
import { printable, quote } from '../../domain/text/printable.ts';
import { messages, queueName, queuePlaceText, unseenText } from '../list/queue-text.ts';
import { wrap } from '../style/layout.ts';
import type { Theme } from '../style/theme.ts';
import { duration } from '../style/time.ts';
import { alsoFiresText } from './also-fires-text.ts';
import type { OutcomeGroups } from './outcome-groups.ts';
import { outcomeGroupsText } from './outcome-groups-text.ts';

/** The text of a pass over the queue: a plan, or the result of a run. */
export type RedriveText = (
  queue: QueueDescription,
  outcomeGroups: OutcomeGroups,
  end: RedriveEnd,
  width: number,
  theme: Theme,
) => string;

/** The plan: the dead letters to hold, to send and to send repaired, by cause, with one diff for each kind of repair. */
export const planText: RedriveText = (queue, outcomeGroups, end, width, theme) => {
  const { held, left, notRemoved } = end.tally;
  const blocks = [headline('Plan for', queue, end, width, theme), ...nothingToDo(end, width)];
  if (held > 0) blocks.push(outcomeGroupsText([theme.careful(`HOLD ${held}`)], outcomeGroups, 'held', width, theme));
  blocks.push(...warningsText(end, width, theme), ...unseenText(queue, end, width, theme));
  blocks.push(...alsoFiresText(end.alsoFires, 'ALSO FIRES', width, theme));
  // Last, because a question about it may follow.
  if (notRemoved > 0) {
    const title = [
      theme.good(`REMOVE ONLY ${notRemoved}`),
      theme.faint('an earlier run put them on the bus: not sent again'),
    ];
    blocks.push(outcomeGroupsText(title, outcomeGroups, 'not-removed', width, theme));
  }
  if (left > 0)
    blocks.push(
      outcomeGroupsText(
        [theme.good(`SEND ${left}`), ...paceText(end).map(theme.faint)],
        outcomeGroups,
        'left',
        width,
        theme,
      ),
    );
  return `${blocks.join('\n\n')}\n`;
};

/** The rate of a plan and how long it takes; empty where that does not matter. */
function paceText({ rates, millisecondsToSend }: RedriveEnd): readonly string[] {
  if (millisecondsToSend < 1_000) return [];
  return [`at most ${quote(ratesText(rates), 30)}: about ${duration(millisecondsToSend)}`];
}

/** The question after a plan: what to do, and in which queue. */
export function questionText(queue: QueueDescription, toSend: number, toRemoveOnly: number, beyond = 0): string {
  return `${queuePlaceText(queue)}:\n${whatIsAsked(toSend, toRemoveOnly, beyond)}`;
}

/** `beyond`: about how many messages the plan does not cover. */
function whatIsAsked(toSend: number, toRemoveOnly: number, beyond: number): string {
  const removing = `elete ${messages(toRemoveOnly)} that an earlier run has sent`;
  if (toSend === 0) return `D${removing}?`;
  const events = `Send ${toSend} ${toSend === 1 ? 'event' : 'events'}`;
  const further = beyond === 0 ? '' : `, and those of the same kinds among about ${beyond} further messages,`;
  const sending = `${events}${further} and delete what is accepted`;
  return toRemoveOnly === 0 ? `${sending}?` : `${sending}; also d${removing}?`;
}

/**
 * The result of a run: each outcome with its count, its meaning and the next step, in the order of the plan: held events
 * before sent ones. `ledger` are the flags that name the
 * ledger again, each after a space.
 */
export function resultText(ledger = ''): RedriveText {
  return (queue, outcomeGroups, end, width, theme) => result(queue, outcomeGroups, end, ledger, width, theme);
}

function result(
  queue: QueueDescription,
  outcomeGroups: OutcomeGroups,
  end: RedriveEnd,
  ledger: string,
  width: number,
  theme: Theme,
): string {
  const { removed, removedOnly, notRemoved, sentNotRemoved, unknown, failed, left, held } = end.tally;
  const sections = [
    [held, 'held', theme.careful(`HELD ${held}`)],
    [removed, 'removed', theme.good(`SENT ${removed}`), 'accepted by the bus and deleted here'],
    [
      removedOnly,
      'removed-only',
      theme.good(`SENT BEFORE ${removedOnly}`),
      'accepted in an earlier run, deleted now and not sent again',
    ],
    [
      notRemoved,
      'not-removed',
      theme.bad(`SENT BEFORE, STILL HERE ${notRemoved}`),
      'accepted in an earlier run and not deleted yet',
    ],
    [
      sentNotRemoved,
      'sent-not-removed',
      theme.bad(`SENT, STILL HERE ${sentNotRemoved}`),
      'accepted but not deleted; the next run deletes them',
    ],
    [unknown, 'unknown', theme.bad(`UNKNOWN ${unknown}`), 'no answer: they may have arrived or not'],
    [failed, 'failed', theme.bad(`REFUSED ${failed}`), 'not accepted by the bus'],
    [left, 'left', theme.careful(`LEFT ${left}`), 'not sent before the run ended'],
  ] as const;
  const blocks = [
    headline('Redrive of', queue, end, width, theme),
    ...nothingToDo(end, width),
    ...sections.flatMap(([count, outcome, title, meaning]) =>
      count === 0
        ? []
        : [
            outcomeGroupsText(
              meaning === undefined ? [title] : [title, theme.faint(meaning)],
              outcomeGroups,
              outcome,
              width,
              theme,
            ),
          ],
    ),
    ...alsoFiresText(end.alsoFires, 'ALSO FIRED', width, theme),
    ...warningsText(end, width, theme),
    ...unseenText(queue, end, width, theme),
    ...(end.run === undefined
      ? []
      : [
          theme.faint(wrap(`Recorded as run ${end.run}: momento-eb ledger show ${end.run}${printable(ledger)}`, width)),
        ]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** Only a selection that matches nothing of what was read leaves nothing to do; a queue that was not read may hold more. */
function nothingToDo({ tally, interrupted, failure }: RedriveEnd, width: number): readonly string[] {
  if (tally.selected > 0 || tally.received === 0 || interrupted || failure !== undefined) return [];
  return [wrap('Nothing to do: no dead letter matches the selection.', width)];
}

function headline(what: string, queue: QueueDescription, end: RedriveEnd, width: number, theme: Theme): string {
  const { received, selected } = end.tally;
  const interrupted = end.interrupted ? theme.careful(', then interrupted') : '';
  return `${theme.strong(wrap(`${what} ${queueName(queue)}`, width))}\n${messages(received)} read, ${selected} selected${interrupted}`;
}

function warningsText(end: RedriveEnd, width: number, theme: Theme): readonly string[] {
  return end.warnings.map((warning) => theme.careful(wrap(`Note: ${quote(warning, 400)}`, width)));
}
