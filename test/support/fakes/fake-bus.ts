import type { BusPort } from '../../../src/app/ports.ts';
import type { Batch } from '../../../src/domain/redrive/batch.ts';
import type { Entry } from '../../../src/domain/redrive/entry.ts';
import type { BusAnswer, EntryResult } from '../../../src/domain/redrive/settle.ts';
import { turns } from './turns.ts';

/** What the bus does with a whole request; `obey`: it looks at each entry. */
export type RequestScript =
  | 'obey'
  /** Carries it out, and the answer never arrives. */
  | 'lose-the-answer'
  /** Never gets it, which nobody can tell from the former. */
  | 'lose-the-request'
  /** Carries it out and answers one result too few. */
  | 'one-result-short'
  | (BusAnswer & { readonly kind: 'refused' });

/** What the bus is to do wrong; silence means that it accepts everything. */
export interface BusScript {
  readonly request?: (batch: Batch) => RequestScript;
  /** The error code of an entry that is not accepted. */
  readonly entry?: (entry: Entry) => string | undefined;
}

/** A bus that does as its script says and writes down what it was asked and what it took. */
export class FakeBus implements BusPort {
  readonly requests: Batch[] = [];
  /** Message ids in the order of acceptance, once for each time; those with lost answers too. */
  readonly accepted: string[] = [];
  readonly #script: BusScript;

  constructor(script: BusScript = {}) {
    this.#script = script;
  }

  async send(batch: Batch, _mayLeave?: () => boolean): Promise<BusAnswer> {
    this.requests.push(batch);
    const script = this.#script.request?.(batch) ?? 'obey';
    await turns(3);
    if (typeof script === 'object') return script;
    if (script === 'lose-the-request') return { kind: 'lost', reason: 'TimeoutError' };
    const results = batch.entries.map((entry) => this.#take(entry));
    if (script === 'lose-the-answer') return { kind: 'lost', reason: 'ECONNRESET' };
    return { kind: 'answered', results: script === 'one-result-short' ? results.slice(1) : results };
  }

  #take({ messageId, ...entry }: Entry): EntryResult {
    const errorCode = this.#script.entry?.({ messageId, ...entry });
    if (errorCode !== undefined) return { eventId: undefined, errorCode, errorMessage: `${errorCode} for a test` };
    this.accepted.push(messageId);
    return { eventId: `event-${this.accepted.length}`, errorCode: undefined, errorMessage: undefined };
  }
}
