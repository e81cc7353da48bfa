import type { ReactElement } from 'react';
import { depthDelta } from '../../domain/metrics/deltas.ts';
import type { QueueFigures } from '../../domain/metrics/queue-figures.ts';
import { largest } from '../../domain/metrics/series.ts';
import type { Snapshot } from '../../domain/metrics/snapshot.ts';
import { rate } from '../../present/figures.ts';
import { messages } from '../../present/queue-text.ts';
import { sparkline } from '../../present/sparkline.ts';
import { ageing, emptying } from '../../present/stats-text.ts';
import type { Theme } from '../../present/theme.ts';
import { shortDelta } from './numbers.ts';
import { flow, type Line, type Pane } from './pane.ts';
import { Panel } from './panel.tsx';

interface Props {
  readonly snapshot: Snapshot;
  readonly baseline: Snapshot | undefined;
  readonly focused: boolean;
  readonly pane: Pane;
}

/** How full the dead letter queue is, which way that goes, and how long what is in it will be kept. */
export function Queue({ snapshot, baseline, focused, pane }: Props): ReactElement {
  const { queue } = snapshot;
  const name = queue === null ? [] : [queue.level.arn.split(':').at(-1) ?? ''];
  return (
    <Panel
      title="DEAD LETTER QUEUE"
      aside={name.map((text) => [text, pane.look.faint])}
      focused={focused}
      lines={queue === null ? [['  none that could be looked at']] : queueLines(queue, baseline, snapshot, pane)}
      pane={pane}
    />
  );
}

function queueLines(queue: QueueFigures, baseline: Snapshot | undefined, now: Snapshot, pane: Pane): readonly Line[] {
  const depth = '  depth ';
  const facts = flow(queueFacts(queue, depthDelta(baseline, now), pane.look), pane.width);
  const known = largest(queue.series.visible) !== null;
  const course: Line = [
    [depth, pane.look.faint],
    sparkline(queue.series.visible, pane.width - depth.length, 'largest', pane.unicode),
  ];
  return known ? [...facts, course] : facts;
}

/** What there is to say of the queue, the most urgent first. */
export function queueFacts(queue: QueueFigures, delta: number | null, look: Theme): readonly Line[] {
  const { level, arrivalsPerMinute, drainPerMinute, secondsToRetention } = queue;
  const held = level.visible + level.inFlight + level.delayed;
  const grown = shortDelta(delta);
  const depth: Line = [
    [messages(held), held === 0 ? look.good : look.strong],
    ...(grown === '' ? [] : [` ${grown}` as const]),
    ...(level.inFlight === 0 ? [] : [`, ${level.inFlight} in flight` as const]),
  ];
  const rates: readonly Line[] = [[`arriving ${rate(arrivalsPerMinute)}`], [`leaving ${rate(drainPerMinute)}`]];
  if (held === 0) return [depth, ...rates];
  const [age = '', ...left] = ageing(queue).split(', ');
  const soon = secondsToRetention !== null && secondsToRetention < SOON_SECONDS;
  return [depth, [age], ...left.map((text): Line => [soon ? [text, look.bad] : text]), ...rates, [emptying(queue)]];
}

const SOON_SECONDS = 86_400;
