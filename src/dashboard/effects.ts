import type { SampleEvent } from '../app/list/sample.ts';
import type { Clock } from '../app/ports.ts';
import type { RefreshControl } from '../app/stats/refresh-control.ts';
import type { StatsEvent } from '../app/stats/stats-events.ts';
import type { Action, Intent } from './state/action.ts';
import { intentOf } from './state/keys.ts';
import type { Store } from './store.ts';

/** Where the dashboard gets its snapshots and samples from. */
export interface DashboardPorts {
  readonly refreshes: (signal: AbortSignal) => AsyncIterable<StatsEvent>;
  readonly refreshControl: RefreshControl;
  /** Undefined: there is no queue to read. */
  readonly sample: ((signal: AbortSignal) => AsyncIterable<SampleEvent>) | undefined;
  readonly clock: Clock;
}

const TICK_MS = 1_000;

/** The effects of the dashboard: refreshes, samples, ticks. An error in one of them ends the screen and is thrown by `ended`. */
export class Effects {
  readonly #store: Store;
  readonly #ports: DashboardPorts;
  readonly #stop: AbortController;
  #sampling: Promise<void> = Promise.resolve();
  #thrown: { readonly error: unknown } | undefined;
  interrupted = false;

  constructor(store: Store, ports: DashboardPorts, stop: AbortController) {
    this.#store = store;
    this.#ports = ports;
    this.#stop = stop;
  }

  begin(): void {
    void this.#guarded(() => this.#refresh());
    void this.#guarded(() => this.#tick());
  }

  press(key: string): void {
    const intent = intentOf(key, this.#store.state());
    if (intent === undefined) return;
    this.#store.happen(intent);
    this.#fulfil(intent);
  }

  /** Waits until a sample has released its messages; a refresh may be abandoned. */
  async ended(): Promise<void> {
    await this.#sampling;
    if (this.#thrown !== undefined) throw this.#thrown.error;
  }

  #fulfil(intent: Intent): void {
    const { refreshControl } = this.#ports;
    switch (intent.kind) {
      case 'turn-to':
        refreshControl.turnTo(intent.range);
        return;
      case 'pause':
        refreshControl.pause();
        return;
      case 'resume':
        refreshControl.resume();
        return;
      case 'refresh':
        refreshControl.refreshNow();
        return;
      case 'sample':
        this.#sampling = this.#guarded(() => this.#sample());
        return;
      case 'leave':
        this.#stop.abort();
        return;
      case 'interrupt':
        this.interrupted = true;
        this.#stop.abort();
        return;
      case 'move':
      case 'open':
      case 'back':
      case 'help':
        return;
    }
  }

  async #refresh(): Promise<void> {
    for await (const event of this.#ports.refreshes(this.#stop.signal))
      this.#tell({ kind: 'refreshed', event, now: this.#ports.clock.now() });
  }

  async #sample(): Promise<void> {
    for await (const event of this.#ports.sample?.(this.#stop.signal) ?? []) this.#tell({ kind: 'sampling', event });
  }

  async #tick(): Promise<void> {
    const { clock } = this.#ports;
    while (!this.#stop.signal.aborted) {
      await clock.pause(TICK_MS, this.#stop.signal);
      this.#tell({ kind: 'tick', now: clock.now() });
    }
  }

  #tell(action: Action): void {
    this.#store.happen(action);
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#thrown ??= { error };
      this.#stop.abort();
    }
  }
}
