import type { SampleEvent } from '../../app/list/sample.ts';
import type { StatsEvent } from '../../app/stats/stats-events.ts';
import type { Snapshot } from '../../domain/metrics/snapshot.ts';
import { type LevelReading, withReading } from '../../domain/metrics/trend.ts';
import type { Action } from './action.ts';
import { focusAfter, focusable } from './focus.ts';
import type { Causes, DashboardState } from './state.ts';

/** The state after an action. The effects of an intent are in `Effects`. */
export function reduce(state: DashboardState, action: Action): DashboardState {
  switch (action.kind) {
    case 'move':
      return { ...state, focus: (state.focus + action.by + focusable(state)) % focusable(state) };
    case 'open':
      return { ...state, opened: true };
    case 'back':
      return state.help ? { ...state, help: false } : { ...state, opened: false };
    case 'help':
      return { ...state, help: !state.help };
    case 'turn-to':
      return { ...state, range: action.range };
    case 'pause':
      return { ...state, paused: true };
    case 'resume':
      return { ...state, paused: false };
    case 'tick':
      return { ...state, now: action.now };
    case 'refreshed':
      return refreshed({ ...state, now: action.now }, action.event);
    case 'sampling':
      return { ...state, causes: sampling(action.event) };
    case 'sample':
    case 'refresh':
    case 'leave':
    case 'interrupt':
      return state;
  }
}

function refreshed(state: DashboardState, event: StatsEvent): DashboardState {
  if (event.kind === 'failed') {
    const trouble = { failure: event.failure, again: state.now + event.retryInMs };
    return { ...state, trouble, failedRefreshes: state.failedRefreshes + 1 };
  }
  const { snapshot } = event;
  const before = state.snapshot;
  // The queue is read more often than the metrics; their increase stays on the screen until they are read again.
  const readAnew = snapshot.metricsAt === null || snapshot.metricsAt !== before?.metricsAt;
  const next = {
    ...state,
    snapshot,
    baseline: readAnew ? before : state.baseline,
    readings: readingsAfter(state.readings, snapshot),
    trouble: undefined,
    refreshes: state.refreshes + 1,
  };
  return { ...next, focus: focusAfter(state, next) };
}

function readingsAfter(readings: readonly LevelReading[], { at, queue }: Snapshot): readonly LevelReading[] {
  if (queue === null) return readings;
  const { arn, visible, inFlight, delayed } = queue.level;
  return withReading(readings, { at, arn, held: visible + inFlight + delayed });
}

function sampling(event: SampleEvent): Causes {
  return event.kind === 'failed' ? { kind: 'failed', failure: event.failure, stuck: event.stuck } : event;
}
