import type { Outcome } from '../../domain/redrive/outcome.ts';
import { quote } from '../../domain/text/printable.ts';
import { flow, pad, padLeft, wrap } from '../style/layout.ts';
import type { Theme } from '../style/theme.ts';
import { diffText } from './diff-text.ts';
import { largestOutcomeGroups, type OutcomeGroup, type OutcomeGroups } from './outcome-groups.ts';

const COUNT = 6;
const GAP = ' '.repeat(2);
/** Below the cause. */
const INDENT = ' '.repeat(COUNT) + GAP;
/** With less room than this beside the cause a note stands below it. */
const ROOM_BESIDE = 40;
/** Ids of SQS are UUIDs. */
const LONGEST_ID = 36;

/** One line for each group of that outcome: count, cause, note; below it a sample of the edits, and the ids where each one matters. */
export function outcomeGroupsText(
  title: readonly string[],
  outcomeGroups: OutcomeGroups,
  outcome: Outcome,
  width: number,
  theme: Theme,
): string {
  const shown = largestOutcomeGroups(outcomeGroups, outcome);
  const causes = Math.max(...shown.map((outcomeGroup) => outcomeGroup.cause.length));
  return [
    flow(title, GAP, width, GAP),
    ...shown.flatMap((outcomeGroup) => groupLines(outcomeGroup, causes, width, theme)),
  ].join('\n');
}

function groupLines(outcomeGroup: OutcomeGroup, causes: number, width: number, theme: Theme): readonly string[] {
  const { edits, ids, valuesDiffer, count } = outcomeGroup;
  const others = `for example; ${count - 1} with values of ${count === 2 ? 'its' : 'their'} own, which --json names`;
  return [
    ...noted(outcomeGroup, causes, width, theme),
    ...(edits.length === 0 ? [] : [diffText(edits, width, theme, INDENT)]),
    ...(valuesDiffer ? [theme.faint(wrap(others, width, `${INDENT}  `))] : []),
    ...(ids.length === 0
      ? []
      : [theme.faint(wrap(`ids: ${ids.map((id) => quote(id, LONGEST_ID)).join(' ')}`, width, INDENT))]),
  ];
}

/** The count, the cause, and the note beside it where there is room, else below it. */
function noted(
  { count, cause, note, repairs }: OutcomeGroup,
  causes: number,
  width: number,
  theme: Theme,
): readonly string[] {
  const repaired = repairs === '' ? '' : `repaired: ${repairs}`;
  const text = [repaired, note].filter((part) => part !== '').join('; ');
  const lead = `${padLeft(String(count), COUNT)}${GAP}`;
  if (text === '') return [lead + theme.name(cause)];
  const beside = ' '.repeat(lead.length + causes + GAP.length);
  if (width - beside.length < ROOM_BESIDE) return [lead + theme.name(cause), wrap(text, width, INDENT)];
  const [first = '', ...rest] = wrap(text, width, beside).split('\n');
  return [lead + theme.name(pad(cause, causes)) + GAP + first.trimStart(), ...rest];
}
