import type { SampleEvent } from '../../app/list/sample.ts';
import type { StatsEvent } from '../../app/stats/stats-events.ts';
import type { Action } from './action.ts';
import { focusAfter, focusable } from './focus.ts';
import type { Causes, DashboardState } from './state.ts';

/** The state after something happened. What a wish does outside is none of its business. */
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
    case 'looked':
      return looked({ ...state, now: action.now }, action.event);
    case 'sampling':
      return { ...state, causes: sampling(action.event) };
    case 'sample':
    case 'refresh':
    case 'leave':
    case 'interrupt':
      return state;
  }
}

function looked(state: DashboardState, event: StatsEvent): DashboardState {
  if (event.kind === 'failed') {
    const trouble = { failure: event.failure, again: state.now + event.retryInMs };
    return { ...state, trouble, failedRefreshes: state.failedRefreshes + 1 };
  }
  const { snapshot } = event;
  const before = state.snapshot;
  // The queue is looked at more often than the metrics are read; what they grew by should stay until they are read again.
  const readAnew = snapshot.metricsAt === null || snapshot.metricsAt !== before?.metricsAt;
  const next = {
    ...state,
    snapshot,
    baseline: readAnew ? before : state.baseline,
    trouble: undefined,
    refreshes: state.refreshes + 1,
  };
  return { ...next, focus: focusAfter(state, next) };
}

function sampling(event: SampleEvent): Causes {
  return event.kind === 'failed' ? { kind: 'failed', failure: event.failure, stuck: event.stuck } : event;
}
