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
/** With less room than this beside the cause a note stands below it. */
const ROOM_BESIDE = 40;
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
  const { edits, ids, valuesDiffer, count } = pile;
  const others = `for example; ${count - 1} with values of ${count === 2 ? 'its' : 'their'} own, which --json names`;
  return [
    ...noted(pile, causes, width, look),
    ...(edits.length === 0 ? [] : [diffText(edits, width, look, INDENT)]),
    ...(valuesDiffer ? [look.faint(wrap(others, width, `${INDENT}  `))] : []),
    ...(ids.length === 0
      ? []
      : [look.faint(wrap(`ids: ${ids.map((id) => quote(id, LONGEST_ID)).join(' ')}`, width, INDENT))]),
  ];
}

/** The count, the cause, and the note beside it where there is room, else below it. */
function noted({ count, cause, note, repairs }: Pile, causes: number, width: number, look: Theme): readonly string[] {
  const repaired = repairs === '' ? '' : `repaired: ${repairs}`;
  const text = [repaired, note].filter((part) => part !== '').join('; ');
  const lead = `${padLeft(String(count), COUNT)}${GAP}`;
  if (text === '') return [lead + look.name(cause)];
  const beside = ' '.repeat(lead.length + causes + GAP.length);
  if (width - beside.length < ROOM_BESIDE) return [lead + look.name(cause), wrap(text, width, INDENT)];
  const [first = '', ...rest] = wrap(text, width, beside).split('\n');
  return [lead + look.name(pad(cause, causes)) + GAP + first.trimStart(), ...rest];
}
