import type { SandboxClock } from '../time/clock.ts';
import type { HttpAnswer } from '../wire/wire.ts';
import { momentoError } from './answers.ts';

/** An account's limits. Rates are off (Infinity) unless set; the others are Momento's defaults. */
export interface MomentoLimits {
  readonly itemBytes: number;
  readonly topicBytes: number;
  readonly longestTtlSeconds: number;
  readonly cacheCallsPerSecond: number;
  readonly topicCallsPerSecond: number;
}

/** Source: Momento's documentation, "Service limits" (some accounts have 1 MiB items instead of 5 MB). */
export const DEFAULT_LIMITS: MomentoLimits = {
  itemBytes: 1_048_576,
  topicBytes: 4096,
  longestTtlSeconds: 86_400,
  cacheCallsPerSecond: Number.POSITIVE_INFINITY,
  topicCallsPerSecond: Number.POSITIVE_INFINITY,
};

/** Counts calls and weighs items. The free text of a 429 is not documented; these are plausible ones. */
export interface Limiter {
  readonly limits: () => MomentoLimits;
  set(limits: Partial<MomentoLimits>): void;
  /** The 429 for one call too many in this second of the sandbox clock. */
  overRate(kind: 'cache' | 'topic'): HttpAnswer | undefined;
  /** The 429 for something too large. */
  overSize(kind: 'cache' | 'topic', bytes: number): HttpAnswer | undefined;
}

/** A limiter with Momento's defaults. */
export function createLimiter(clock: SandboxClock): Limiter {
  let limits = DEFAULT_LIMITS;
  const windows = { cache: { second: 0, calls: 0 }, topic: { second: 0, calls: 0 } };
  return {
    limits: () => limits,
    set: (wanted) => {
      limits = { ...limits, ...wanted };
    },
    overRate(kind) {
      const window = windows[kind];
      const second = Math.floor(clock.now() / 1000);
      if (window.second !== second) Object.assign(window, { second, calls: 0 });
      window.calls += 1;
      const most = kind === 'cache' ? limits.cacheCallsPerSecond : limits.topicCallsPerSecond;
      if (window.calls <= most) return undefined;
      return momentoError(429, 'Resources Exhausted', 'Limit exceeded: operations per second; wait and try again');
    },
    overSize(kind, bytes) {
      const most = kind === 'cache' ? limits.itemBytes : limits.topicBytes;
      if (bytes <= most) return undefined;
      const what = kind === 'cache' ? 'element size' : 'request size';
      return momentoError(429, 'Resources Exhausted', `Limit exceeded: ${what} ${bytes} is above ${most} bytes`);
    },
  };
}
