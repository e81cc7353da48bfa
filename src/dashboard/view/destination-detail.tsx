import { Box } from 'ink';
import type { ReactElement } from 'react';
import { destinationDelta, grownOf } from '../../domain/metrics/deltas.ts';
import type { DestinationFigures } from '../../domain/metrics/destination-figures.ts';
import { total } from '../../domain/metrics/series.ts';
import type { Snapshot } from '../../domain/metrics/snapshot.ts';
import { SHOWN_FIGURES } from '../../present/stats/shown-figures.ts';
import { latency, percent } from '../../present/style/figures.ts';
import type { Theme } from '../../present/style/theme.ts';
import { duration } from '../../present/style/time.ts';
import { noticesOfDestination } from '../state/notices.ts';
import { short, shortDelta } from './numbers.ts';
import { flow, type Line, type Pane } from './pane.ts';
import { Panel } from './panel.tsx';
import { Charts, type Plot } from './panels/charts.tsx';
import { noticeLines } from './panels/notices.tsx';

interface Props {
  readonly figures: DestinationFigures;
  readonly snapshot: Snapshot;
  readonly baseline: Snapshot | undefined;
  readonly pane: Pane;
}

/** Facts take at most this part of the rows; the charts need the rest. */
const FACTS = 0.2;
/** The alarms and their remedies take at most this part of the rows; the charts need the rest. */
const REMEDY = 0.4;

/** One destination over the whole screen: its alarms with their remedies, how it is deployed, and its figures over time. */
export function DestinationDetail({ figures, snapshot, baseline, pane }: Props): ReactElement {
  const facts = flow(factsOf(figures, snapshot, pane.theme), pane.width).slice(
    0,
    Math.max(1, Math.floor(pane.rows * FACTS)),
  );
  const notices = noticesOfDestination(figures, snapshot);
  const remedy = notices.flatMap((notice) => noticeLines(notice, pane)).slice(0, Math.floor(pane.rows * REMEDY));
  const lines = [...remedy, ...facts];
  const rows = 1 + lines.length;
  return (
    <Box flexDirection="column">
      <Panel title={figures.route.destination.name} focused lines={lines} pane={{ ...pane, rows }} />
      <Charts
        plots={plotsOf(figures, snapshot, baseline, pane.theme)}
        window={snapshot.window}
        pane={{ ...pane, rows: pane.rows - rows }}
      />
    </Box>
  );
}

function factsOf(
  { route, host, successRatio, deliveredRatio }: DestinationFigures,
  { connections }: Snapshot,
  theme: Theme,
): readonly Line[] {
  const { rule, ruleState, destination, target } = route;
  const connection = connections.find(({ arn }) => arn === destination.connectionArn);
  const state = (text: string, isWell: boolean) => [text, isWell ? theme.good : theme.bad] as const;
  return [
    [state(destination.state, destination.state === 'ACTIVE')],
    ['delivered ', percent(deliveredRatio)],
    ['attempts ok ', percent(successRatio)],
    [
      `rule ${rule.name} `,
      ruleState === undefined ? 'state unknown' : state(ruleState, ruleState.startsWith('ENABLED')),
    ],
    ...(rule.bus === 'default' ? [] : [[`bus ${rule.bus}`]]),
    ...(connection === undefined ? [] : [['connection ', state(connection.state, connection.state === 'AUTHORIZED')]]),
    [`${destination.method} ${host}`],
    [retryOf(target.retry)],
    [target.deadLetterArn === undefined ? state('no dead letter queue', false) : 'with a dead letter queue'],
  ];
}

function retryOf(retry: DestinationFigures['route']['target']['retry']): string {
  const age = duration((retry?.maximumAgeSeconds ?? 86_400) * 1000);
  return `retried up to ${retry?.maximumAttempts ?? 185} times within ${age}`;
}

function plotsOf(
  figures: DestinationFigures,
  now: Snapshot,
  before: Snapshot | undefined,
  theme: Theme,
): readonly Plot[] {
  const delta = destinationDelta(before, now, figures);
  const per = `per ${duration(now.window.periodSeconds * 1000)}`;
  return SHOWN_FIGURES.flatMap(({ chart }) => chart ?? [])
    .filter(({ of, ifAny }) => ifAny === undefined || (total(figures.series[of]) ?? 0) > 0)
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ of, title, tone, aside }): Plot => {
      const series = figures.series[of];
      const drawn = { series, paint: theme[tone] };
      if (aside !== undefined) return { ...drawn, title, aside: aside(figures), format: latency };
      const counted = [`${short(total(series))} in all`, shortDelta(grownOf(delta, of))].filter(Boolean).join(', ');
      return { ...drawn, title: `${title} ${per}`, aside: counted, format: short };
    });
}
