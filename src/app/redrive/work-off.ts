import type { Examined } from '../../domain/diagnosis/examined.ts';
import { NOTHING_KNOWN } from '../../domain/history/memory.ts';
import { Failure } from '../failures.ts';
import type { Clock } from '../ports.ts';
import type { Canary } from './canary.ts';
import type { Departures } from './departures.ts';
import type { Dispatch } from './dispatch.ts';
import type { Known, Removable } from './known.ts';
import type { Planner } from './planner.ts';
import { ended } from './redrive-entry.ts';
import type { RedriveEntry } from './redrive-events.ts';
import type { SendQueue } from './send-queue.ts';

/** What working off is put together from. */
export interface WorkOffParts {
  readonly dryRun: boolean;
  readonly planner: Planner;
  /** Writes down that the arrival of one that is held is doubted, where it is. */
  readonly doubt: (held: Known) => Promise<void>;
  readonly sendQueue: SendQueue;
  readonly departures: Departures;
  readonly dispatch: Dispatch;
  readonly canary: Canary;
  readonly clock: Clock;
}

const NONE: ReadonlySet<string> = new Set();

/** Takes selected dead letters to their end: decide, preflight, then either hold or send. */
export class WorkOff {
  readonly #parts: WorkOffParts;

  constructor(parts: WorkOffParts) {
    this.#parts = parts;
  }

  /** Set when the run should end: a look at the bus failed, or sending on cannot succeed. */
  get failure(): Failure | undefined {
    return this.#parts.departures.failure;
  }

  /** Is so much waiting to be sent that nothing more should be received? */
  get isFull(): boolean {
    return this.#parts.departures.isFull;
  }

  /** Is anything waiting to be sent, or to be confirmed? */
  get isWaiting(): boolean {
    return this.#parts.departures.isWaiting;
  }

  /**
   * Decides about dead letters and sends what is due, of them or of others. Every dead letter that was ever given is
   * yielded exactly once with its outcome, by this call or by a later one, whichever worker makes it; also when a look at
   * the bus fails on the way: then what was not sent is `left`. With `rest` requests go that are not full.
   */
  async *entries(selected: readonly Examined[], rest: boolean): AsyncGenerator<RedriveEntry> {
    const { dryRun, canary, departures } = this.#parts;
    const open = new Map(selected.map((examined) => [examined.deadLetter.messageId, examined]));
    const done: RedriveEntry[] = [];
    // Until one message has made the whole way, decided and sent in one turn; nobody is waited for in between.
    const release = dryRun || selected.length === 0 ? () => {} : await canary.turn();
    try {
      await this.#decideAll(selected, open, done);
      if (canary.isProven) while (await departures.next(done, rest));
      else while (await departures.nextInTime(done));
      await departures.confirm(done, rest || !canary.isProven);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      departures.fail(error);
    } finally {
      release();
    }
    yield* done;
    for (const examined of open.values()) {
      const decision = this.#parts.planner.verdict(examined);
      const known = { examined, decision, effect: undefined, facts: NOTHING_KNOWN };
      yield ended(known, decision.verdict === 'hold' ? 'held' : 'left');
    }
  }

  /** Sends one request, after waiting for its time, or confirms what was sent when there is none; outcomes. */
  async *sent(): AsyncGenerator<RedriveEntry> {
    const { departures } = this.#parts;
    const done: RedriveEntry[] = [];
    const wasThere = await departures.nextInTime(done);
    await departures.confirm(done, !wasThere);
    yield* done;
  }

  /** What is not in the outbox and not in `done` afterwards stays `open`. */
  async #decideAll(selected: readonly Examined[], open: Map<string, Examined>, done: RedriveEntry[]): Promise<void> {
    const { dryRun, planner, doubt, sendQueue, dispatch, clock } = this.#parts;
    const removable: Removable[] = [];
    const end = (entry: RedriveEntry) => {
      open.delete(entry.examined.deadLetter.messageId);
      done.push(entry);
    };
    for (const known of await planner.know(selected)) {
      const decision = await planner.decide(known);
      const { rule, messageId } = known.examined.deadLetter;
      if (decision.verdict === 'hold') {
        end(ended({ ...known, decision }, 'held'));
        await doubt({ ...known, decision });
      } else if (decision.verdict === 'remove-only') removable.push({ ...known, decision });
      else if (dryRun) end(ended({ ...known, decision }, 'left'));
      else if (rule !== undefined) {
        const prepared = { ...known, decision, rule };
        planner.expectBack(prepared);
        sendQueue.add(prepared, clock.monotonic(), planner.tellable());
        open.delete(messageId);
      }
    }
    const gone = dryRun ? NONE : await dispatch.removeOnly(removable);
    for (const one of removable) {
      end(ended(one, gone.has(one.examined.deadLetter.messageId) ? 'removed-only' : 'not-removed'));
    }
  }
}
