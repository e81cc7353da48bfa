import { Box } from 'ink';
import type { ReactElement } from 'react';
import { destinationDelta } from '../../domain/metrics/deltas.ts';
import type { DestinationFigures } from '../../domain/metrics/destination-figures.ts';
import { largest, latest, type Series } from '../../domain/metrics/series.ts';
import type { Snapshot } from '../../domain/metrics/snapshot.ts';
import { latency, percent } from '../../present/style/figures.ts';
import type { Theme } from '../../present/style/theme.ts';
import { duration } from '../../present/style/time.ts';
import { short, shortDelta } from './numbers.ts';
import { flow, type Line, type Pane } from './pane.ts';
import { Panel } from './panel.tsx';
import { Charts, type Plot } from './panels/charts.tsx';

interface Props {
  readonly figures: DestinationFigures;
  readonly snapshot: Snapshot;
  readonly baseline: Snapshot | undefined;
  readonly pane: Pane;
}

/** Of all rows at most so many tell facts, so that charts have room. */
const FACTS = 0.2;

/** One destination over the whole screen: how it is deployed, and how each of its figures went. */
export function DestinationDetail({ figures, snapshot, baseline, pane }: Props): ReactElement {
  const facts = flow(factsOf(figures, snapshot, pane.theme), pane.width).slice(
    0,
    Math.max(1, Math.floor(pane.rows * FACTS)),
  );
  const rows = 1 + facts.length;
  return (
    <Box flexDirection="column">
      <Panel title={figures.route.destination.name} focused lines={facts} pane={{ ...pane, rows }} />
      <Charts
        plots={plotsOf(figures, snapshot, baseline, pane.theme)}
        window={snapshot.window}
        pane={{ ...pane, rows: pane.rows - rows }}
      />
    </Box>
  );
}

function factsOf(
  { route, host, successRatio }: DestinationFigures,
  { connections }: Snapshot,
  theme: Theme,
): readonly Line[] {
  const { rule, ruleState, destination, target } = route;
  const connection = connections.find(({ arn }) => arn === destination.connectionArn);
  const state = (text: string, isWell: boolean) => [text, isWell ? theme.good : theme.bad] as const;
  return [
    [state(destination.state, destination.state === 'ACTIVE')],
    ['success ', percent(successRatio)],
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
  const { series } = figures;
  const grown = destinationDelta(before, now, figures);
  const per = `per ${duration(now.window.periodSeconds * 1000)}`;
  const counted = (
    title: string,
    of: Series,
    sum: number | null,
    delta: number | null,
    paint: Plot['paint'],
  ): Plot => ({
    title: `${title} ${per}`,
    aside: [`${short(sum)} in all`, shortDelta(delta)].filter(Boolean).join(', '),
    series: of,
    format: short,
    paint,
  });
  const { invocations, retries, failed, sentToDlq, failedToReachDlq, latencyMs } = figures;
  const lost = counted(
    'LOST: did not reach the DLQ,',
    series.failedToReachDlq,
    failedToReachDlq,
    grown.failedToReachDlq,
    theme.bad,
  );
  return [
    counted('invoked', series.invocations, invocations, grown.invocations, theme.name),
    ...((failedToReachDlq ?? 0) > 0 ? [lost] : []),
    counted('failed', series.failed, failed, grown.failed, theme.careful),
    {
      title: 'latency p99',
      aside: `p50 ${latency(latencyMs.p50)}, p99 at most ${latency(latencyMs.p99)}, now ${latency(latest(series.latencyP99))}`,
      series: series.latencyP99,
      format: latency,
      paint: theme.good,
    },
    counted('retries', series.retries, retries, grown.retries, theme.careful),
    counted('to the DLQ', series.sentToDlq, sentToDlq, grown.sentToDlq, theme.careful),
    {
      title: 'latency p50',
      aside: `at most ${latency(largest(series.latencyP50))}`,
      series: series.latencyP50,
      format: latency,
      paint: theme.good,
    },
  ];
}
