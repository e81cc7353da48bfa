import { SLOWEST_REQUEST_MS } from '../app/ports.ts';

/** How long calls may go on after a stop, in milliseconds. */
export interface Graces {
  /** Cut at once, what SQS had already given a receive would stay hidden for a whole lease. */
  readonly receive: number;
  readonly release: number;
  /** For one delete with all the SDK's retries, stopped or not: our own retries look at the lease, the SDK's do not. */
  readonly remove: number;
}

const GRACES: Graces = { receive: 3_000, release: 5_000, remove: SLOWEST_REQUEST_MS };

/** The option of a call that ends it early, as the SDK takes it. */
export interface Cut {
  readonly abortSignal?: AbortSignal;
}

/** What ends calls of a run once somebody has stopped it. PutEvents has nothing, and deletes only a bound: their answers matter. */
export interface Stopping {
  /** For calls that only look: ends them at once. */
  readonly lookUp: Cut;
  /** For receives: ends them when they have had time to bring what they took. */
  readonly receive: Cut;
  /** For one call that hands back: a bound from when it begins, or from the stop if that comes later. */
  release(): Cut;
  /** For one delete: a bound, whether the run is stopped or not. */
  remove(): Cut;
}

/** What follows one stop; without a stop nothing is cut. */
export function stoppingWith(stop: AbortSignal | undefined, graces = GRACES): Stopping {
  const remove = () => ({ abortSignal: AbortSignal.timeout(graces.remove) });
  if (stop === undefined) return { lookUp: {}, receive: {}, release: () => ({}), remove };
  const release = { abortSignal: after(stop, graces.release) };
  return {
    lookUp: { abortSignal: stop },
    receive: { abortSignal: after(stop, graces.receive) },
    remove,
    release: () => (stop.aborted ? { abortSignal: AbortSignal.timeout(graces.release) } : release),
  };
}

/** Aborts so many milliseconds after the other one. */
function after(stop: AbortSignal, milliseconds: number): AbortSignal {
  if (stop.aborted) return AbortSignal.timeout(milliseconds);
  const later = new AbortController();
  const follow = () => setTimeout(() => later.abort(), milliseconds).unref();
  stop.addEventListener('abort', follow, { once: true });
  return later.signal;
}
