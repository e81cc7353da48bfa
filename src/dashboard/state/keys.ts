import { RANGE_NAMES, type RangeName } from '../../domain/metrics/range.ts';
import type { Intent } from './action.ts';
import { focused } from './focus.ts';
import type { DashboardState } from './state.ts';

/** A key by its name: `up`, `down`, `left`, `right`, `enter`, `escape`, `ctrl+c`, or the character that it types. */
export type KeyName = string;

/** What the key means in that state; undefined where it means nothing. */
export function intentOf(key: KeyName, state: DashboardState): Intent | undefined {
  switch (key) {
    case 'up':
    case 'left':
    case 'k':
      return state.help ? undefined : { kind: 'move', by: -1 };
    case 'down':
    case 'right':
    case 'j':
      return state.help ? undefined : { kind: 'move', by: 1 };
    case 'enter':
      return opening(state);
    case 'escape':
      return { kind: 'back' };
    case '?':
      return { kind: 'help' };
    case 't':
      return { kind: 'turn-to', range: neighbour(state.range, 1) };
    case 'T':
      return { kind: 'turn-to', range: neighbour(state.range, -1) };
    case 'p':
      return { kind: state.paused ? 'resume' : 'pause' };
    case 'r':
      return { kind: 'refresh' };
    case 'c':
      return sampling(state);
    case 'q':
      return { kind: 'leave' };
    case 'ctrl+c':
      return { kind: 'interrupt' };
    default:
      return undefined;
  }
}

function opening(state: DashboardState): Intent | undefined {
  if (state.help) return { kind: 'back' };
  if (state.snapshot === undefined) return undefined;
  if (!state.opened) return { kind: 'open' };
  return focused(state).kind === 'causes' ? sampling(state) : undefined;
}

/** One sample at a time: two would take each other's messages. */
function sampling({ canSample, causes }: DashboardState): Intent | undefined {
  return canSample && causes.kind !== 'reading' ? { kind: 'sample' } : undefined;
}

function neighbour(range: RangeName, by: 1 | -1): RangeName {
  const count = RANGE_NAMES.length;
  return RANGE_NAMES[(RANGE_NAMES.indexOf(range) + by + count) % count] ?? range;
}
