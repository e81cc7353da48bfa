import type { AttemptOutcome, NewAttempt } from '../../domain/history/attempt.ts';
import type { RunEnd } from '../../domain/history/run.ts';
import type { Entry } from '../../domain/redrive/entry.ts';
import type { Settlement } from '../../domain/redrive/settle.ts';
import { Failure } from '../failures.ts';
import type { LedgerPort } from '../ports.ts';

/** The records around one request to the bus. */
export interface RequestRecord {
  /** Makes the intent durable and answers the entries that may be sent; none when it could not be. */
  intend(entries: readonly Entry[]): Promise<readonly Entry[]>;
  /** Makes the answers durable. */
  settle(settlements: readonly Settlement[]): Promise<void>;
}

/**
 * Records a run. Once a record cannot be written `failure` is set and nothing more may be sent. Messages whose events the bus
 * accepted are still deleted: left in the queue without a record, they would be sent again.
 */
export class Recorder {
  readonly #ledger: LedgerPort;
  readonly #onFailure: (failure: Failure) => void;
  #failure: Failure | undefined;

  constructor(ledger: LedgerPort, onFailure: (failure: Failure) => void = () => {}) {
    this.#ledger = ledger;
    this.#onFailure = onFailure;
  }

  /** Set once something could not be written. */
  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** The record of requests that carry these attempts. */
  request(attempts: readonly NewAttempt[]): RequestRecord {
    const byId = new Map(attempts.map((attempt) => [attempt.messageId, attempt]));
    return {
      intend: async (entries) => {
        const mayGo = await this.intend(entries.flatMap(({ messageId }) => byId.get(messageId) ?? []));
        return entries.filter(({ messageId }) => mayGo.has(messageId));
      },
      settle: (settlements) => this.settle(settlements.map(outcomeOf)),
    };
  }

  /** Records attempts before anything is done; answers the messages that may be sent or deleted. */
  async intend(attempts: readonly NewAttempt[]): Promise<ReadonlySet<string>> {
    let mayGo: ReadonlySet<string> = new Set();
    if (this.#failure !== undefined) return mayGo;
    await this.#write(async () => {
      mayGo = await this.#ledger.intend(attempts);
    });
    return mayGo;
  }

  async settle(outcomes: readonly AttemptOutcome[]): Promise<void> {
    if (outcomes.length > 0) await this.#write(() => this.#ledger.settle(outcomes));
  }

  async removed(messageIds: readonly string[]): Promise<void> {
    if (messageIds.length > 0) await this.#write(() => this.#ledger.removed(messageIds));
  }

  async end(end: RunEnd): Promise<void> {
    await this.#write(() => this.#ledger.end(end));
  }

  async #write(write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#failure ??= error;
      this.#onFailure(error);
    }
  }
}

function outcomeOf(settlement: Settlement): AttemptOutcome {
  const { messageId } = settlement.entry;
  switch (settlement.kind) {
    case 'accepted':
      return { state: 'accepted', messageId, newEventId: settlement.newEventId };
    case 'retry':
    case 'refused':
      return { state: 'refused', messageId, code: settlement.code };
    case 'unknown':
      return { state: 'unknown', messageId, code: settlement.reason };
  }
}
