import { Box } from 'ink';
import type { ReactElement } from 'react';
import type { Snapshot } from '../../domain/metrics/snapshot.ts';
import { trendOf } from '../../domain/metrics/trend.ts';
import { focused } from '../state/focus.ts';
import { noticesOf, troubleOf } from '../state/notices.ts';
import type { DashboardState } from '../state/state.ts';
import { DestinationDetail } from './destination-detail.tsx';
import { Help } from './help.tsx';
import type { Pane } from './pane.ts';
import { Lines } from './panel.tsx';
import { Header, KeyBar } from './panels/bars.tsx';
import { Causes } from './panels/causes.tsx';
import { NoticeDetail, Notices } from './panels/notices.tsx';
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
      <Notices notices={noticesOf(state)} pane={pane} />
    );
  }
  if (!opened) return <Overview state={state} snapshot={snapshot} pane={pane} />;
  const troubleRows = troubleOf(state).length;
  return (
    <Box flexDirection="column">
      <Notices notices={troubleOf(state)} pane={{ ...pane, rows: troubleRows }} />
      <Opened state={state} snapshot={snapshot} baseline={baseline} pane={{ ...pane, rows: pane.rows - troubleRows }} />
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
      return <QueueDetail snapshot={snapshot} baseline={baseline} trend={trendOf(state.readings)} pane={pane} />;
    case 'causes':
      return <Causes state={state} focused opened pane={pane} />;
    case 'notice': {
      const notice = noticesOf(state)[has.index];
      return notice === undefined ? <Lines lines={[]} pane={pane} /> : <NoticeDetail notice={notice} pane={pane} />;
    }
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
