import { SLOWEST_REQUEST_MS } from '../app/ports.ts';

/** How long calls may continue after a stop, in milliseconds. */
export interface Graces {
  /** A receive that ends at once would leave the messages that SQS has already given it in flight for a whole visibility timeout. */
  readonly receive: number;
  readonly release: number;
  /** For one delete with all the SDK's retries, stopped or not: our retries check the visibility timeout, the SDK's do not. */
  readonly remove: number;
}

const GRACES: Graces = { receive: 3_000, release: 5_000, remove: SLOWEST_REQUEST_MS };

/** The option of a call that ends it early, as the SDK takes it. */
export interface Cut {
  readonly abortSignal?: AbortSignal;
}

/** Ends the calls of a run after a stop. PutEvents is not ended, and deletes only have a bound: their answers matter. */
export interface Stopping {
  /** For lookups: ends them at once. */
  readonly lookUp: Cut;
  /** For receives: ends them after the time that their messages need to arrive. */
  readonly receive: Cut;
  /** For one release: a bound from its begin, or from the stop if that comes later. */
  release(): Cut;
  /** For one delete: a bound, whether the run is stopped or not. */
  remove(): Cut;
}

/** The rules for one stop signal; without one only deletes have a bound, besides the transport's. */
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

/** A signal that aborts `milliseconds` after `stop`. */
function after(stop: AbortSignal, milliseconds: number): AbortSignal {
  if (stop.aborted) return AbortSignal.timeout(milliseconds);
  const later = new AbortController();
  const follow = () => setTimeout(() => later.abort(), milliseconds).unref();
  stop.addEventListener('abort', follow, { once: true });
  return later.signal;
}
