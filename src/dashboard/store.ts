import type { Action } from './state/action.ts';
import { reduce } from './state/reduce.ts';
import type { DashboardState } from './state/state.ts';

/** Holds the state and tells whoever draws it when it changed. */
export class Store {
  #state: DashboardState;
  readonly #listeners = new Set<() => void>();

  constructor(state: DashboardState) {
    this.#state = state;
  }

  readonly state = (): DashboardState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  happen(action: Action): void {
    this.#state = reduce(this.#state, action);
    for (const listener of this.#listeners) listener();
  }
}
