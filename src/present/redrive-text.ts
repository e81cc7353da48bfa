import type { QueueDescription } from '../app/ports.ts';
import type { RedriveEnd } from '../app/redrive-events.ts';
import { printable, quote } from '../domain/text/printable.ts';
import { diffText } from './diff-text.ts';
import { pad, padLeft, wrap } from './layout.ts';
import type { Piles } from './piles.ts';
import { largestPiles } from './piles.ts';
import { messages, queueName, unseenText } from './queue-text.ts';
import type { Theme } from './theme.ts';

const COUNT = 6;
const GAP = 2;

/** The plan: what would be held, sent and sent repaired, by cause, with one diff for each kind of repair. */
export function planText(queue: QueueDescription, piles: Piles, end: RedriveEnd, width: number, look: Theme): string {
  const { held, left, selected } = end.tally;
  const blocks = [
    `${look.strong(`Plan for ${printable(queueName(queue))}`)}\n${messages(end.tally.received)} read, ${selected} selected`,
  ];
  if (held > 0) blocks.push(section(look.careful(`HOLD ${held}`), piles, 'held', width, look));
  blocks.push(...warningsText(end, width, look), ...unseenText(queue, end, width, look));
  // Last, because a question about it may follow.
  if (left > 0) blocks.push(section(look.good(`SEND ${left}`), piles, 'left', width, look));
  return `${blocks.join('\n\n')}\n`;
}

/** The result of a run: each outcome with its number, what it means, and what is left to do. */
export function resultText(queue: QueueDescription, piles: Piles, end: RedriveEnd, width: number, look: Theme): string {
  const { tally } = end;
  const blocks = [
    `${look.strong(`Redrive of ${printable(queueName(queue))}`)}\n${messages(tally.received)} read, ${tally.selected} selected${end.interrupted ? look.careful(', then interrupted') : ''}`,
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
    tally.sentNotRemoved,
    look.bad(`SENT, STILL HERE ${tally.sentNotRemoved}`) +
      look.faint('  accepted, but could not be deleted: do not send again'),
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
  blocks.push(...warningsText(end, width, look), ...unseenText(queue, end, width, look));
  return `${blocks.join('\n\n')}\n`;
}

/** One line a pile: how many, which cause, what of it; below it a sample of the edits, and ids where each one matters. */
function section(title: string, piles: Piles, outcome: string, width: number, look: Theme): string {
  const shown = largestPiles(piles, outcome);
  const causes = Math.max(...shown.map((pile) => pile.cause.length));
  const indent = ' '.repeat(COUNT + GAP + causes + GAP);
  const lines = shown.flatMap((pile) => {
    const text = pile.note === '' && pile.repairs !== '' ? `repaired: ${pile.repairs}` : quote(pile.note, 300);
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
