import type { LedgerPort } from '../ports.ts';
import type { RunPlace } from './planner.ts';
import type { RedriveRequest } from './redrive-request.ts';

/** Opens one run in the ledger, once, when it is known who makes it. */
export class RunOpening {
  readonly #ledger: LedgerPort;
  readonly #request: RedriveRequest;
  readonly #place: RunPlace;
  #id: string | undefined;
  #begun: Promise<void> | undefined;

  constructor(ledger: LedgerPort, request: RedriveRequest, place: RunPlace) {
    this.#ledger = ledger;
    this.#request = request;
    this.#place = place;
  }

  /** The id that the ledger gave; undefined before, and where nothing is written down. */
  get id(): string | undefined {
    return this.#id;
  }

  /** Opens the run where that has not been done. Rejects with a Failure when it cannot be written. */
  begin(): Promise<void> {
    this.#begun ??= this.#writeHead();
    return this.#begun;
  }

  async #writeHead(): Promise<void> {
    const who = await this.#request.who;
    this.#id = await this.#ledger.begin({ ...this.#request.about, who, ...this.#place });
  }
}
