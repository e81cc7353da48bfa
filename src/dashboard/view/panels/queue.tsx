import type { ReactElement } from 'react';
import { depthDelta } from '../../../domain/metrics/deltas.ts';
import type { QueueFigures } from '../../../domain/metrics/queue-figures.ts';
import type { Window } from '../../../domain/metrics/range.ts';
import { expiryOf } from '../../../domain/metrics/retention.ts';
import { largest, type Series } from '../../../domain/metrics/series.ts';
import type { Snapshot } from '../../../domain/metrics/snapshot.ts';
import type { Trend } from '../../../domain/metrics/trend.ts';
import { messages } from '../../../present/list/queue-text.ts';
import { deletionText, emptying, oldestText, ratesText } from '../../../present/stats/stats-text.ts';
import { chart, topOf } from '../../../present/style/chart.ts';
import { pad, padLeft } from '../../../present/style/layout.ts';
import { sparkline } from '../../../present/style/sparkline.ts';
import type { Theme } from '../../../present/style/theme.ts';
import { short, shortDelta } from '../numbers.ts';
import { flow, type Line, type Pane } from '../pane.ts';
import { Panel } from '../panel.tsx';

interface Props {
  readonly snapshot: Snapshot;
  readonly baseline: Snapshot | undefined;
  readonly trend: Trend | null;
  readonly focused: boolean;
  readonly pane: Pane;
}

/** The depth of the dead letter queue, its trend, and when SQS deletes the oldest message. */
export function Queue({ snapshot, baseline, trend, focused, pane }: Props): ReactElement {
  const { queue } = snapshot;
  const name = queue === null ? [] : [queue.level.arn.split(':').at(-1) ?? ''];
  return (
    <Panel
      title="DEAD LETTER QUEUE"
      aside={name.map((text) => [text, pane.theme.faint])}
      focused={focused}
      lines={
        queue === null
          ? [['  none that could be read']]
          : queueLines(snapshot.window, queue, depthDelta(baseline, snapshot), trend, pane)
      }
      pane={pane}
    />
  );
}

function queueLines(
  window: Window,
  queue: QueueFigures,
  delta: number | null,
  trend: Trend | null,
  pane: Pane,
): readonly Line[] {
  const facts = flow(queueFacts(queue, delta, trend, window, pane.theme), pane.width);
  const known = largest(queue.series.visible) !== null;
  return known
    ? [...facts, ...depthLines(queue.series.visible, { ...pane, rows: pane.rows - 1 - facts.length })]
    : facts;
}

/** The depth over time: a chart where there is room for one, else a line. */
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

/** The facts about the queue, the most urgent first. Rates are those of the trend; without one, those of CloudWatch. */
export function queueFacts(
  queue: QueueFigures,
  delta: number | null,
  trend: Trend | null,
  window: Window,
  theme: Theme,
): readonly Line[] {
  const { level } = queue;
  const held = level.visible + level.inFlight + level.delayed;
  const grown = shortDelta(delta);
  const depth: Line = [
    [messages(held), held === 0 ? theme.good : theme.strong],
    ...(grown === '' ? [] : [` ${grown}` as const]),
    ...(level.inFlight === 0 ? [] : [`, ${level.inFlight} in flight` as const]),
  ];
  const rates: readonly Line[] = ratesText(queue, trend, window).map((text) => [text]);
  if (held === 0) return [depth, ...rates];
  const expiry = expiryOf(queue);
  const deletion: readonly Line[] =
    expiry === null ? [] : [[expiry.isSoon ? [deletionText(expiry), theme.bad] : deletionText(expiry)]];
  return [depth, [oldestText(expiry)], ...deletion, ...rates, [emptying(trend ?? queue)]];
}
