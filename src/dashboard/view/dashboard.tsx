import { Box } from 'ink';
import type { ReactElement } from 'react';
import type { Snapshot } from '../../domain/metrics/snapshot.ts';
import { type DashboardState, focused } from '../state/state.ts';
import { DestinationDetail } from './destination-detail.tsx';
import { Help } from './help.tsx';
import type { Pane } from './pane.ts';
import { Lines } from './panel.tsx';
import { Alarms, alarmsFor, troubleOf } from './panels/alarms.tsx';
import { Header, KeyBar } from './panels/bars.tsx';
import { Causes } from './panels/causes.tsx';
import { Overview } from './panels/overview.tsx';
import { QueueDetail } from './queue-detail.tsx';
import { LEAST_COLUMNS, LEAST_ROWS, type View } from './view.ts';

const BARS = 2;

/**
 * The whole picture. It leaves the last row of the terminal free: a frame as high as the terminal would have to be
 * cleared when it changes, which flickers.
 */
export function Dashboard({ view }: { readonly view: View }): ReactElement {
  const { state, columns, rows, theme, unicode } = view;
  const bar: Pane = { width: columns, rows: 1, theme, unicode };
  if (columns < LEAST_COLUMNS || rows < LEAST_ROWS) return <TooSmall view={view} pane={bar} />;
  return (
    <Box flexDirection="column">
      <Header state={state} pane={bar} />
      <Box height={rows - 1 - BARS} flexShrink={0}>
        <Body view={view} pane={{ ...bar, rows: rows - 1 - BARS }} />
      </Box>
      <KeyBar state={state} pane={bar} />
    </Box>
  );
}

function Body({ view: { state }, pane }: { readonly view: View; readonly pane: Pane }): ReactElement {
  const { snapshot, baseline, help, opened } = state;
  if (help) return <Help pane={pane} />;
  if (snapshot === undefined) {
    return state.trouble === undefined ? (
      <Lines lines={[['  reading the metrics']]} pane={pane} />
    ) : (
      <Alarms alarms={alarmsFor(state, pane.theme)} pane={pane} />
    );
  }
  if (!opened) return <Overview state={state} snapshot={snapshot} pane={pane} />;
  const alarmRows = state.trouble === undefined ? 0 : 1;
  return (
    <Box flexDirection="column">
      <Alarms alarms={troubleOf(state, pane.theme)} pane={{ ...pane, rows: alarmRows }} />
      <Opened state={state} snapshot={snapshot} baseline={baseline} pane={{ ...pane, rows: pane.rows - alarmRows }} />
    </Box>
  );
}

interface OpenedProps {
  readonly state: DashboardState;
  readonly snapshot: Snapshot;
  readonly baseline: Snapshot | undefined;
  readonly pane: Pane;
}

function Opened({ state, snapshot, baseline, pane }: OpenedProps): ReactElement {
  const has = focused(state);
  switch (has.kind) {
    case 'destination':
      return <DestinationDetail figures={has.figures} snapshot={snapshot} baseline={baseline} pane={pane} />;
    case 'queue':
      return <QueueDetail snapshot={snapshot} baseline={baseline} pane={pane} />;
    case 'causes':
      return <Causes state={state} focused opened pane={pane} />;
  }
}

function TooSmall({ view: { columns, rows }, pane }: { readonly view: View; readonly pane: Pane }): ReactElement {
  const lines = [
    [`${columns}×${rows} is too small.`],
    [`Needs ${LEAST_COLUMNS}×${LEAST_ROWS}.`],
    [['q', pane.theme.name] as const, ' leave'],
  ];
  return <Lines lines={lines} pane={{ ...pane, rows: Math.max(1, Math.min(3, rows - 1)) }} />;
}
