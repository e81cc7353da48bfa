import type { Outcome } from '../domain/redrive/outcome.ts';
import { quote } from '../domain/text/printable.ts';
import { diffText } from './diff-text.ts';
import { flow, pad, padLeft, wrap } from './layout.ts';
import { largestPiles, type Pile, type Piles } from './piles.ts';
import type { Theme } from './theme.ts';

const COUNT = 6;
const GAP = ' '.repeat(2);
/** Below the cause. */
const INDENT = ' '.repeat(COUNT) + GAP;
/** Ids of SQS are UUIDs. */
const LONGEST_ID = 36;

/** One line a pile of that outcome: how many, which cause, what of it; below it a sample of the edits, and ids where each one matters. */
export function pilesText(
  title: readonly string[],
  piles: Piles,
  outcome: Outcome,
  width: number,
  look: Theme,
): string {
  const shown = largestPiles(piles, outcome);
  const causes = Math.max(...shown.map((pile) => pile.cause.length));
  return [flow(title, GAP, width, GAP), ...shown.flatMap((pile) => pileLines(pile, causes, width, look))].join('\n');
}

function pileLines(pile: Pile, causes: number, width: number, look: Theme): readonly string[] {
  const { count, cause, note, repairs, edits, ids } = pile;
  const text = note === '' && repairs !== '' ? `repaired: ${repairs}` : note;
  const [first = '', ...rest] = wrap(text, width, ' '.repeat(INDENT.length + causes + GAP.length)).split('\n');
  const lead = [padLeft(String(count), COUNT), look.name(pad(cause, causes)), first.trimStart()];
  return [
    lead.join(GAP).trimEnd(),
    ...rest,
    ...(edits.length === 0 ? [] : [diffText(edits, width, look, INDENT)]),
    ...(ids.length === 0
      ? []
      : [look.faint(wrap(`ids: ${ids.map((id) => quote(id, LONGEST_ID)).join(' ')}`, width, INDENT))]),
  ];
}
