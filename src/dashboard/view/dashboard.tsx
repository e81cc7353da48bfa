import { Box } from 'ink';
import type { ReactElement } from 'react';
import { focused } from '../state/state.ts';
import { alarmLines } from './alarms.tsx';
import { Header, KeyBar } from './bars.tsx';
import { Causes } from './causes.tsx';
import { DestinationDetail } from './destination-detail.tsx';
import { Help } from './help.tsx';
import { Overview } from './overview.tsx';
import type { Pane } from './pane.ts';
import { Lines } from './panel.tsx';
import { QueueDetail } from './queue-detail.tsx';
import { LEAST_COLUMNS, LEAST_ROWS, type View } from './view.ts';

const BARS = 2;

/**
 * The whole picture. It leaves the last row of the terminal free: a frame as high as the terminal would have to be
 * cleared when it changes, which flickers.
 */
export function Dashboard({ view }: { readonly view: View }): ReactElement {
  const { state, columns, rows, look, unicode } = view;
  const bar: Pane = { width: columns, rows: 1, look, unicode };
  if (columns < LEAST_COLUMNS || rows < LEAST_ROWS) return <TooSmall view={view} pane={bar} />;
  return (
    <Box flexDirection="column">
      <Header state={state} pane={bar} />
      <Body view={view} pane={{ ...bar, rows: rows - 1 - BARS }} />
      <KeyBar state={state} pane={bar} />
    </Box>
  );
}

function Body({ view: { state }, pane }: { readonly view: View; readonly pane: Pane }): ReactElement {
  const { snapshot, baseline, help, opened } = state;
  if (help) return <Help pane={pane} />;
  if (snapshot === undefined) {
    const lines = state.trouble === undefined ? [['  reading the metrics']] : alarmLines(state, pane.look);
    return <Lines lines={lines} pane={pane} />;
  }
  if (!opened) return <Overview state={state} snapshot={snapshot} pane={pane} />;
  const alarms = alarmLines({ ...state, snapshot: undefined }, pane.look);
  const rest: Pane = { ...pane, rows: pane.rows - alarms.length };
  return (
    <Box flexDirection="column">
      <Lines lines={alarms} pane={{ ...pane, rows: alarms.length }} />
      <Opened view={state} rest={rest} snapshot={snapshot} baseline={baseline} />
    </Box>
  );
}

interface OpenedProps {
  readonly view: View['state'];
  readonly snapshot: NonNullable<View['state']['snapshot']>;
  readonly baseline: View['state']['baseline'];
  readonly rest: Pane;
}

function Opened({ view, snapshot, baseline, rest }: OpenedProps): ReactElement {
  const has = focused(view);
  switch (has.kind) {
    case 'destination':
      return <DestinationDetail figures={has.figures} snapshot={snapshot} baseline={baseline} pane={rest} />;
    case 'queue':
      return <QueueDetail snapshot={snapshot} baseline={baseline} pane={rest} />;
    case 'causes':
      return <Causes state={view} focused opened pane={rest} />;
  }
}

function TooSmall({ view: { columns, rows }, pane }: { readonly view: View; readonly pane: Pane }): ReactElement {
  const lines = [
    [`${columns}×${rows} is too small.`],
    [`Needs ${LEAST_COLUMNS}×${LEAST_ROWS}.`],
    [['q', pane.look.name] as const, ' leave'],
  ];
  return <Lines lines={lines} pane={{ ...pane, rows: Math.max(1, Math.min(3, rows - 1)) }} />;
}
