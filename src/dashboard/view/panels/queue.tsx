import type { ReactElement } from 'react';
import { depthDelta } from '../../../domain/metrics/deltas.ts';
import type { QueueFigures } from '../../../domain/metrics/queue-figures.ts';
import { expiryOf } from '../../../domain/metrics/retention.ts';
import { largest, type Series } from '../../../domain/metrics/series.ts';
import type { Snapshot } from '../../../domain/metrics/snapshot.ts';
import { messages } from '../../../present/list/queue-text.ts';
import { deletionText, emptying, oldestText } from '../../../present/stats/stats-text.ts';
import { chart, topOf } from '../../../present/style/chart.ts';
import { rate } from '../../../present/style/figures.ts';
import { pad, padLeft } from '../../../present/style/layout.ts';
import { sparkline } from '../../../present/style/sparkline.ts';
import type { Theme } from '../../../present/style/theme.ts';
import { short, shortDelta } from '../numbers.ts';
import { flow, type Line, type Pane } from '../pane.ts';
import { Panel } from '../panel.tsx';

interface Props {
  readonly snapshot: Snapshot;
  readonly baseline: Snapshot | undefined;
  readonly focused: boolean;
  readonly pane: Pane;
}

/** How full the dead letter queue is, which way that goes, and how long what is in it will be kept. */
export function Queue({ snapshot, baseline, focused, pane }: Props): ReactElement {
  const { queue } = snapshot;
  const name = queue === null ? [] : [queue.level.arn.split(':').at(-1) ?? ''];
  return (
    <Panel
      title="DEAD LETTER QUEUE"
      aside={name.map((text) => [text, pane.theme.faint])}
      focused={focused}
      lines={queue === null ? [['  none that could be looked at']] : queueLines(queue, baseline, snapshot, pane)}
      pane={pane}
    />
  );
}

function queueLines(queue: QueueFigures, baseline: Snapshot | undefined, now: Snapshot, pane: Pane): readonly Line[] {
  const facts = flow(queueFacts(queue, depthDelta(baseline, now), pane.theme), pane.width);
  const known = largest(queue.series.visible) !== null;
  return known
    ? [...facts, ...depthLines(queue.series.visible, { ...pane, rows: pane.rows - 1 - facts.length })]
    : facts;
}

/** How the depth went: a chart where there is room for one, else a line. */
function depthLines(visible: Series, { width, rows, theme, unicode }: Pane): readonly Line[] {
  const label = '  depth ';
  if (rows < LEAST_CHART)
    return [
      [
        [label, theme.faint],
        [sparkline(visible, width - label.length, 'largest', unicode), theme.name],
      ],
    ];
  const top = topOf(visible);
  return chart(visible, width - label.length, rows, top, unicode).map((row, at): Line => {
    const said = at === 0 ? padLeft(short(top), label.length - 1) : at === rows - 1 ? label.trimEnd() : '';
    return [
      [pad(said, label.length), theme.faint],
      [row, theme.name],
    ];
  });
}

const LEAST_CHART = 3;

/** What there is to say of the queue, the most urgent first. */
export function queueFacts(queue: QueueFigures, delta: number | null, theme: Theme): readonly Line[] {
  const { level, arrivalsPerMinute, drainPerMinute } = queue;
  const held = level.visible + level.inFlight + level.delayed;
  const grown = shortDelta(delta);
  const depth: Line = [
    [messages(held), held === 0 ? theme.good : theme.strong],
    ...(grown === '' ? [] : [` ${grown}` as const]),
    ...(level.inFlight === 0 ? [] : [`, ${level.inFlight} in flight` as const]),
  ];
  const rates: readonly Line[] = [[`arriving ${rate(arrivalsPerMinute)}`], [`leaving ${rate(drainPerMinute)}`]];
  if (held === 0) return [depth, ...rates];
  const expiry = expiryOf(queue);
  const deletion: readonly Line[] =
    expiry === null ? [] : [[expiry.isSoon ? [deletionText(expiry), theme.bad] : deletionText(expiry)]];
  return [depth, [oldestText(expiry)], ...deletion, ...rates, [emptying(queue)]];
}
