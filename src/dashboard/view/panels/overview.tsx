import { Box } from 'ink';
import type { ReactElement } from 'react';
import type { Snapshot } from '../../../domain/metrics/snapshot.ts';
import { trendOf } from '../../../domain/metrics/trend.ts';
import { focused } from '../../state/focus.ts';
import { noticesOf } from '../../state/notices.ts';
import type { DashboardState } from '../../state/state.ts';
import { allot } from '../allot.ts';
import type { Pane } from '../pane.ts';
import { Lines } from '../panel.tsx';
import { Activity } from './activity.tsx';
import { Causes, rowsOfCauses } from './causes.tsx';
import { Destinations } from './destinations.tsx';
import { Links } from './links.tsx';
import { adviceLines, Notices } from './notices.tsx';
import { Queue } from './queue.tsx';

interface Props {
  readonly state: DashboardState;
  readonly snapshot: Snapshot;
  readonly pane: Pane;
}

/** From here on the queue and the causes stand side by side. */
const WIDE = 120;
const GAP = 2;
const LEAST_ACTIVITY = 6;
const MOST_NOTICES = 4;
const MOST_ADVICE = 8;
/** Rows kept for the advice of the most urgent notice, or of the focused one, on a terminal of 80×24 already. */
const MOST_REMEDY = 3;
const ROWS_FOR_REMEDY = 20;
/** The others are shown when the causes are opened. */
const MOST_CAUSES = 9;

/** All panels together; what there is room for depends on the rows, the most urgent has it first. */
export function Overview({ state, snapshot, pane }: Props): ReactElement {
  const { baseline } = state;
  const { destinations, connections } = snapshot;
  const has = focused(state);
  const notices = noticesOf(state);
  const focusedNotice = has.kind === 'notice' ? has.index : undefined;
  const said = Math.min(MOST_NOTICES, notices.length);
  const urgent = notices.slice(focusedNotice ?? 0, (focusedNotice ?? 0) + 1);
  const remedy = pane.rows < ROWS_FOR_REMEDY ? 0 : adviceLines(urgent, pane.width, MOST_REMEDY).length;
  const wide = pane.width >= WIDE;
  const causes = 1 + Math.min(MOST_CAUSES, rowsOfCauses(state));
  const queueRows = { least: 3, most: wide ? Math.max(7, causes) : 5 };
  const fewest = Math.min(destinations.length, 3);
  const [noticeRows = 0, remedyRows = 0, listRows = 0, queue = 0, under = 0, linkRows = 0] = allot(pane.rows, [
    { least: Math.min(1, said), most: said },
    { least: remedy, most: remedy },
    { least: 1 + Math.max(1, fewest), most: 1 + Math.max(1, destinations.length * 2) },
    queueRows,
    wide ? { least: 0, most: 0 } : { least: 2, most: causes },
    { least: 3, most: 1 + connections.length + (wide ? 1 : 2) },
  ]);
  const rest = pane.rows - noticeRows - remedyRows - listRows - queue - under - linkRows;
  const allAdvice = adviceLines([...urgent, ...notices], pane.width, Math.min(MOST_ADVICE, remedyRows + rest));
  const advice = notices.length > noticeRows ? 0 : Math.max(0, allAdvice.length - remedyRows);
  const left = rest - advice;
  const half = wide ? Math.floor((pane.width - GAP) / 2) : pane.width;
  const queuePanel = (
    <Queue
      snapshot={snapshot}
      baseline={baseline}
      trend={trendOf(state.readings)}
      focused={has.kind === 'queue'}
      pane={{ ...pane, width: half, rows: queue }}
    />
  );
  const causesPanel = (
    <Causes
      state={state}
      focused={has.kind === 'causes'}
      opened={false}
      pane={{ ...pane, width: half, rows: wide ? queue : under }}
    />
  );
  return (
    <Box flexDirection="column">
      <Notices notices={notices} focus={focusedNotice} pane={{ ...pane, rows: noticeRows }} />
      <Lines
        lines={adviceLines([...urgent, ...notices], pane.width, remedyRows + advice)}
        pane={{ ...pane, rows: remedyRows + advice }}
      />
      <Destinations
        snapshot={snapshot}
        baseline={baseline}
        focus={has.kind === 'destination' ? state.focus : undefined}
        pane={{ ...pane, rows: listRows }}
      />
      <Box flexDirection={wide ? 'row' : 'column'} columnGap={GAP}>
        {queuePanel}
        {causesPanel}
      </Box>
      <Links snapshot={snapshot} pane={{ ...pane, rows: linkRows }} />
      {left >= LEAST_ACTIVITY ? <Activity snapshot={snapshot} pane={{ ...pane, rows: left }} /> : null}
    </Box>
  );
}
