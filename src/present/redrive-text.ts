import type { QueueDescription } from '../app/ports.ts';
import type { RedriveEnd } from '../app/redrive-events.ts';
import { ratesText } from '../domain/redrive/rates-text.ts';
import { quote } from '../domain/text/printable.ts';
import { alsoFiresText } from './also-fires-text.ts';
import { diffText } from './diff-text.ts';
import { pad, padLeft, wrap } from './layout.ts';
import type { Piles } from './piles.ts';
import { largestPiles } from './piles.ts';
import { messages, queueName, unseenText } from './queue-text.ts';
import type { Theme } from './theme.ts';
import { duration } from './time.ts';

const COUNT = 6;
const GAP = 2;

/** The plan: what would be held, sent and sent repaired, by cause, with one diff for each kind of repair. */
export function planText(queue: QueueDescription, piles: Piles, end: RedriveEnd, width: number, look: Theme): string {
  const { held, left, notRemoved, selected } = end.tally;
  const blocks = [
    `${look.strong(`Plan for ${queueName(queue)}`)}\n${messages(end.tally.received)} read, ${selected} selected`,
  ];
  if (held > 0) blocks.push(section(look.careful(`HOLD ${held}`), piles, 'held', width, look));
  blocks.push(...warningsText(end, width, look), ...unseenText(queue, end, width, look));
  blocks.push(...alsoFiresText(end.alsoFires, 'ALSO FIRES', width, look));
  // Last, because a question about it may follow.
  if (notRemoved > 0) {
    const title =
      look.good(`REMOVE ONLY ${notRemoved}`) + look.faint('  an earlier run put them on the bus: not sent again');
    blocks.push(section(title, piles, 'not-removed', width, look));
  }
  if (left > 0) blocks.push(section(look.good(`SEND ${left}`) + look.faint(paceText(end)), piles, 'left', width, look));
  return `${blocks.join('\n\n')}\n`;
}

/** How fast the events of a plan go, and how long that takes; nothing where it does not matter. */
function paceText({ rates, millisecondsToSend }: RedriveEnd): string {
  if (millisecondsToSend < 1_000) return '';
  return `  at most ${quote(ratesText(rates), 100)}: about ${duration(millisecondsToSend)}`;
}

/** What an operator is asked to agree to after a plan. */
export function questionText(toSend: number, toRemoveOnly: number): string {
  const removing = `delete ${messages(toRemoveOnly)} that an earlier run has sent`;
  if (toSend === 0) return `${removing.replace('d', 'D')}?`;
  const sending = `Send ${toSend} ${toSend === 1 ? 'event' : 'events'} and delete what is accepted`;
  return toRemoveOnly === 0 ? `${sending}?` : `${sending}; also ${removing}?`;
}

/** The result of a run: each outcome with its number, what it means, and what is left to do. */
export function resultText(queue: QueueDescription, piles: Piles, end: RedriveEnd, width: number, look: Theme): string {
  const { tally } = end;
  const blocks = [
    `${look.strong(`Redrive of ${queueName(queue)}`)}\n${messages(tally.received)} read, ${tally.selected} selected${end.interrupted ? look.careful(', then interrupted') : ''}`,
  ];
  const add = (count: number, title: string, outcome: string) => {
    if (count > 0) blocks.push(section(title, piles, outcome, width, look));
  };
  add(
    tally.removed,
    look.good(`SENT ${tally.removed}`) + look.faint('  accepted by the bus and deleted here'),
    'removed',
  );
  add(
    tally.removedOnly,
    look.good(`SENT BEFORE ${tally.removedOnly}`) +
      look.faint('  accepted in an earlier run, deleted now and not sent again'),
    'removed-only',
  );
  add(
    tally.notRemoved,
    look.bad(`SENT BEFORE, STILL HERE ${tally.notRemoved}`) +
      look.faint('  accepted in an earlier run and not deleted yet'),
    'not-removed',
  );
  add(
    tally.sentNotRemoved,
    look.bad(`SENT, STILL HERE ${tally.sentNotRemoved}`) +
      look.faint('  accepted, but could not be deleted: the next run is to delete them'),
    'sent-not-removed',
  );
  add(
    tally.unknown,
    look.bad(`UNKNOWN ${tally.unknown}`) + look.faint('  no answer: may or may not have arrived'),
    'unknown',
  );
  add(tally.failed, look.bad(`REFUSED ${tally.failed}`) + look.faint('  not accepted by the bus'), 'failed');
  add(tally.left, look.careful(`LEFT ${tally.left}`) + look.faint('  not sent before the run ended'), 'left');
  add(tally.held, look.careful(`HELD ${tally.held}`), 'held');
  blocks.push(...alsoFiresText(end.alsoFires, 'ALSO FIRED', width, look));
  blocks.push(...warningsText(end, width, look), ...unseenText(queue, end, width, look));
  if (end.run !== undefined)
    blocks.push(look.faint(`Written down as run ${end.run}: momento-eb ledger show ${end.run}`));
  return `${blocks.join('\n\n')}\n`;
}

/** One line a pile: how many, which cause, what of it; below it a sample of the edits, and ids where each one matters. */
function section(title: string, piles: Piles, outcome: string, width: number, look: Theme): string {
  const shown = largestPiles(piles, outcome);
  const causes = Math.max(...shown.map((pile) => pile.cause.length));
  const indent = ' '.repeat(COUNT + GAP + causes + GAP);
  const lines = shown.flatMap((pile) => {
    const repaired = pile.repairs === '' ? '' : `repaired: ${pile.repairs}`;
    const text = [repaired, quote(pile.note, 300)].filter((part) => part !== '').join('; ');
    const [first = '', ...rest] = wrap(text, width, indent).split('\n');
    return [
      `${padLeft(String(pile.count), COUNT)}${' '.repeat(GAP)}${look.name(pad(pile.cause, causes))}${' '.repeat(GAP)}${first.trimStart()}`.trimEnd(),
      ...rest,
      ...(pile.edits.length === 0 ? [] : [diffText(pile.edits, look, ' '.repeat(COUNT + GAP))]),
      ...(pile.ids.length === 0
        ? []
        : [look.faint(wrap(`ids: ${pile.ids.map((id) => quote(id, 36)).join(' ')}`, width, ' '.repeat(COUNT + GAP)))]),
    ];
  });
  return [title, ...lines].join('\n');
}

function warningsText(end: RedriveEnd, width: number, look: Theme): readonly string[] {
  return end.warnings.map((warning) => look.careful(wrap(`Note: ${quote(warning, 400)}`, width)));
}
