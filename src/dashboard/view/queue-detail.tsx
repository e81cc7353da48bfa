import { Box } from 'ink';
import type { ReactElement } from 'react';
import { depthDelta } from '../../domain/metrics/deltas.ts';
import type { QueueFigures } from '../../domain/metrics/queue-figures.ts';
import type { Snapshot } from '../../domain/metrics/snapshot.ts';
import type { Theme } from '../../present/theme.ts';
import { duration } from '../../present/time.ts';
import { Charts, type Plot } from './charts.tsx';
import { short } from './numbers.ts';
import { flow, type Pane } from './pane.ts';
import { Panel } from './panel.tsx';
import { Queue, queueFacts } from './queue.tsx';

interface Props {
  readonly snapshot: Snapshot;
  readonly baseline: Snapshot | undefined;
  readonly pane: Pane;
}

/** The dead letter queue over the whole screen. */
export function QueueDetail({ snapshot, baseline, pane }: Props): ReactElement {
  const { queue, window } = snapshot;
  if (queue === null) return <Queue snapshot={snapshot} baseline={baseline} focused pane={pane} />;
  const facts = flow(
    [
      ...queueFacts(queue, depthDelta(baseline, snapshot), pane.look),
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
        aside={[[name, pane.look.faint]]}
        focused
        lines={facts}
        pane={{ ...pane, rows }}
      />
      <Charts
        plots={plotsOf(queue, window.periodSeconds, pane.look)}
        window={window}
        pane={{ ...pane, rows: pane.rows - rows }}
      />
    </Box>
  );
}

function plotsOf({ series, sent, deleted }: QueueFigures, periodSeconds: number, look: Theme): readonly Plot[] {
  const per = `per ${duration(periodSeconds * 1000)}`;
  return [
    { title: 'visible messages', aside: '', series: series.visible, format: short, paint: look.name },
    {
      title: `arrived ${per}`,
      aside: `${short(sent)} in all`,
      series: series.sent,
      format: short,
      paint: look.careful,
    },
    {
      title: `deleted ${per}`,
      aside: `${short(deleted)} in all`,
      series: series.deleted,
      format: short,
      paint: look.good,
    },
    {
      title: 'age of the oldest, at least',
      aside: '',
      series: series.oldestAgeSeconds,
      format: (seconds) => age(seconds),
      paint: look.careful,
    },
  ];
}

/** In the largest unit only, as an axis has room for. */
function age(seconds: number): string {
  const [amount, unit] = duration(seconds * 1000).split(' ');
  return `${amount} ${unit}`;
}
