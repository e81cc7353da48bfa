import type { FaultRule, Faults } from './faults.ts';

/** Where a request can stand still: before it is carried out, or after it and before its answer. */
export type Boundary = 'on-arrival' | 'when-done' | 'when-answered';

/** A request that stands still. `when-answered`: it has its answer, and whatever comes after it stands. */
export interface Halted {
  readonly operation: string;
  readonly boundary: Boundary;
}

/**
 * Requests that stand still at a boundary, so that whoever is outside can do something at that very moment: kill the
 * client, disable a rule, let a lease run out.
 */
export interface Halts {
  /** Stands still there if a fault says so; `cut` when the request was dropped meanwhile. */
  pass(operation: string, boundary: 'on-arrival' | 'when-done'): Promise<'go-on' | 'cut'>;
  /** The request is being answered: if a fault says so, every later one stands on its arrival. */
  answered(operation: string): void;
  /** Resolves once something stands still. */
  next(): Promise<Halted>;
  /** What stands goes on. */
  release(): void;
  /** What stands never comes through: on its arrival it is not carried out, when done its answer is lost. */
  drop(): void;
}

/** Nothing stands still yet. */
export function createHalts(faults: Faults): Halts {
  let standing: { readonly halted: Halted; readonly end: (how: 'go-on' | 'cut') => void }[] = [];
  let closedBy: Halted | undefined;
  let waiting: ((halted: Halted) => void)[] = [];

  const strikes = (operation: string, boundary: Boundary): boolean =>
    faults.strike(operation, `halt-${boundary}` satisfies FaultRule['kind']) !== undefined;

  function tell(halted: Halted): void {
    for (const told of waiting) told(halted);
    waiting = [];
  }

  function end(how: 'go-on' | 'cut'): void {
    const ended = standing;
    standing = [];
    closedBy = undefined;
    for (const one of ended) one.end(how);
  }

  return {
    async pass(operation, boundary) {
      const isClosed = boundary === 'on-arrival' && closedBy !== undefined;
      if (!isClosed && !strikes(operation, boundary)) return 'go-on';
      const halted = { operation, boundary };
      return new Promise((resolve) => {
        standing.push({ halted, end: resolve });
        tell(halted);
      });
    },
    answered(operation) {
      if (closedBy !== undefined || !strikes(operation, 'when-answered')) return;
      closedBy = { operation, boundary: 'when-answered' };
      tell(closedBy);
    },
    next() {
      const halted = closedBy ?? standing[0]?.halted;
      return halted === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(halted);
    },
    release: () => end('go-on'),
    drop: () => end('cut'),
  };
}
