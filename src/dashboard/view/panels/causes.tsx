import type { ReactElement } from 'react';
import { SAMPLE_SIZE, type Sample } from '../../../app/list/sample.ts';
import type { Group } from '../../../domain/diagnosis/groups.ts';
import { adviceOf } from '../../../flags/advice.ts';
import { padLeft, wrap } from '../../../present/style/layout.ts';
import { ago } from '../../../present/style/time.ts';
import type { Causes as CausesState, DashboardState } from '../../state/state.ts';
import { short } from '../numbers.ts';
import type { Line, Pane } from '../pane.ts';
import { Panel } from '../panel.tsx';

interface Props {
  readonly state: DashboardState;
  readonly focused: boolean;
  /** Shown alone: then with advice and the kinds of error. */
  readonly opened: boolean;
  readonly pane: Pane;
}

/** Why events failed, from a sample that is taken only when it is asked for. */
export function Causes({ state, focused, opened, pane }: Props): ReactElement {
  const { causes, canSample, now } = state;
  return (
    <Panel
      title="CAUSES"
      aside={[[asideOf(causes, now), pane.theme.faint]]}
      focused={focused}
      lines={canSample ? causeLines(causes, opened, pane) : [['  no queue to read']]}
      pane={pane}
    />
  );
}

/** How many rows the causes could use when they are not alone. */
export function rowsOfCauses({ causes }: DashboardState): number {
  return causes.kind === 'sampled' ? byCause(causes.sample).length : 2;
}

function asideOf(causes: CausesState, now: number): string {
  if (causes.kind !== 'sampled') return 'on demand';
  const { read, visible, at } = causes.sample;
  return `${read} of ${short(Math.max(read, visible))} read ${ago(at, now)}`;
}

function causeLines(causes: CausesState, opened: boolean, { theme, width, rows }: Pane): readonly Line[] {
  switch (causes.kind) {
    case 'not-read':
      return [
        ['  press ', ['c', theme.name], ` to read at most ${SAMPLE_SIZE} messages and release them;`],
        ['  SQS counts one more receive for each of them'],
      ];
    case 'reading':
      return [[`  reading: ${causes.read} so far`]];
    case 'failed':
      return [[['  could not read the queue: ', theme.bad], causes.failure.message], [`  ${causes.failure.hint}`]];
    case 'sampled':
      return shortened(sampleLines(causes.sample, opened, theme, width), rows - 1, theme);
  }
}

function shortened(lines: readonly Line[], rows: number, theme: Pane['theme']): readonly Line[] {
  if (lines.length <= rows || rows < 2) return lines;
  const hidden = lines.length - rows + 1;
  return [...lines.slice(0, rows - 1), [[`        and ${hidden} more`, theme.faint]]];
}

function sampleLines(sample: Sample, opened: boolean, theme: Pane['theme'], width: number): readonly Line[] {
  const { read, stuck, interrupted } = sample;
  const stuckLine: readonly Line[] =
    stuck === 0 ? [] : [[[`  ${stuck} could not be released and become visible again within 5 min`, theme.careful]]];
  if (read === 0) return [[interrupted ? '  interrupted' : '  no message was visible'], ...stuckLine];
  const causes = byCause(sample).flatMap(([first, ...others]): readonly Line[] => {
    const alike = [first, ...others];
    const count = alike.reduce((sum, group) => sum + group.count, 0);
    const line: Line = [[padLeft(short(count), 6), theme.strong], `  ${first.title}  `, [first.cause, theme.name]];
    return opened ? [line, ...adviceLines(first, alike, theme, width)] : [line];
  });
  return [...causes, ...stuckLine];
}

const MOST_KINDS = 3;

function adviceLines(first: Group, alike: readonly Group[], theme: Pane['theme'], width: number): readonly Line[] {
  const indent = ' '.repeat(8);
  const advice = first.cause === 'other' ? first.why : adviceOf(first.cause);
  const kinds = alike
    .slice(0, MOST_KINDS)
    .map(({ count, detailType, error }) =>
      [`${count} × ${detailType ?? 'no event'}`, error].filter(Boolean).join(': '),
    );
  return [
    ...kinds.map((text): Line => [[indent + text, theme.faint]]),
    ...wrap(`→ ${advice}`, width, indent)
      .split('\n')
      .map((text): Line => [text]),
  ];
}

function byCause({ groups }: Sample): readonly [Group, ...Group[]][] {
  const count = (of: readonly Group[]) => of.reduce((sum, group) => sum + group.count, 0);
  return ([...Map.groupBy(groups, ({ cause }) => cause).values()] as [Group, ...Group[]][]).sort(
    (one, other) => count(other) - count(one),
  );
}
