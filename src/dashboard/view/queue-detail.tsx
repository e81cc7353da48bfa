import { Box } from 'ink';
import type { ReactElement } from 'react';
import { depthDelta } from '../../domain/metrics/deltas.ts';
import type { QueueFigures } from '../../domain/metrics/queue-figures.ts';
import type { Snapshot } from '../../domain/metrics/snapshot.ts';
import type { Trend } from '../../domain/metrics/trend.ts';
import type { Theme } from '../../present/style/theme.ts';
import { duration } from '../../present/style/time.ts';
import { short } from './numbers.ts';
import { flow, type Pane } from './pane.ts';
import { Panel } from './panel.tsx';
import { Charts, type Plot } from './panels/charts.tsx';
import { Queue, queueFacts } from './panels/queue.tsx';

interface Props {
  readonly snapshot: Snapshot;
  readonly baseline: Snapshot | undefined;
  readonly trend: Trend | null;
  readonly pane: Pane;
}

/** The dead letter queue over the whole screen. */
export function QueueDetail({ snapshot, baseline, trend, pane }: Props): ReactElement {
  const { queue, window } = snapshot;
  if (queue === null) return <Queue snapshot={snapshot} baseline={baseline} trend={trend} focused pane={pane} />;
  const facts = flow(
    [
      ...queueFacts(queue, depthDelta(baseline, snapshot), trend, window, pane.theme),
      [`kept for ${duration(queue.level.retentionSeconds * 1000)}`],
    ],
    pane.width,
  );
  const rows = 1 + facts.length;
  const name = queue.level.arn.split(':').at(-1) ?? '';
  return (
    <Box flexDirection="column">
      <Panel
        title="DEAD LETTER QUEUE"
        aside={[[name, pane.theme.faint]]}
        focused
        lines={facts}
        pane={{ ...pane, rows }}
      />
      <Charts
        plots={plotsOf(queue, window.periodSeconds, pane.theme)}
        window={window}
        pane={{ ...pane, rows: pane.rows - rows }}
      />
    </Box>
  );
}

function plotsOf({ series, sent, deleted }: QueueFigures, periodSeconds: number, theme: Theme): readonly Plot[] {
  const per = `per ${duration(periodSeconds * 1000)}`;
  return [
    { title: 'visible messages', aside: '', series: series.visible, format: short, paint: theme.name },
    {
      title: `arrived ${per}`,
      aside: `${short(sent)} in all`,
      series: series.sent,
      format: short,
      paint: theme.careful,
    },
    {
      title: `deleted ${per}`,
      aside: `${short(deleted)} in all`,
      series: series.deleted,
      format: short,
      paint: theme.good,
    },
    {
      title: 'age of the oldest, at least',
      aside: '',
      series: series.oldestAgeSeconds,
      format: (seconds) => age(seconds),
      paint: theme.careful,
    },
  ];
}

/** In the largest unit only, as an axis has room for. */
function age(seconds: number): string {
  const [amount, unit] = duration(seconds * 1000).split(' ');
  return `${amount} ${unit}`;
}
