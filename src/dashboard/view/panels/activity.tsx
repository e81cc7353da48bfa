import { Box } from 'ink';
import type { ReactElement } from 'react';
import type { DestinationFigures } from '../../../domain/metrics/destination-figures.ts';
import type { Series } from '../../../domain/metrics/series.ts';
import { total } from '../../../domain/metrics/series.ts';
import type { Snapshot } from '../../../domain/metrics/snapshot.ts';
import { duration } from '../../../present/style/time.ts';
import { short } from '../numbers.ts';
import type { Pane } from '../pane.ts';
import { Panel } from '../panel.tsx';
import { Charts, type Plot } from './charts.tsx';

/** What all destinations together did, where the panels leave room for it. */
export function Activity({ snapshot, pane }: { readonly snapshot: Snapshot; readonly pane: Pane }): ReactElement {
  const { destinations, window } = snapshot;
  const per = `per ${duration(window.periodSeconds * 1000)}`;
  const together = (title: string, name: 'invocations' | 'failed', paint: Plot['paint']): Plot => {
    const series = added(destinations, name);
    return { title: `${title} ${per}`, aside: `${short(total(series))} in all`, series, format: short, paint };
  };
  return (
    <Box flexDirection="column">
      <Panel title="ALL DESTINATIONS TOGETHER" focused={false} lines={[]} pane={{ ...pane, rows: 1 }} />
      <Charts
        plots={[together('invoked', 'invocations', pane.theme.name), together('failed', 'failed', pane.theme.careful)]}
        window={window}
        pane={{ ...pane, rows: pane.rows - 1 }}
      />
    </Box>
  );
}

/** The sum in each period; no data where no destination has any. */
function added(destinations: readonly DestinationFigures[], name: 'invocations' | 'failed'): Series {
  const periods = destinations[0]?.series[name].length ?? 0;
  return Array.from({ length: periods }, (_, at) => total(destinations.map(({ series }) => series[name][at] ?? null)));
}
