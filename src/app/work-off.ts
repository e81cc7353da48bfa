import type { Examined } from '../domain/diagnosis/examined.ts';
import { NOTHING_KNOWN } from '../domain/history/memory.ts';
import type { Canary } from './canary.ts';
import type { Decider } from './decider.ts';
import type { Dispatch } from './dispatch.ts';
import { Failure } from './failures.ts';
import type { Hands } from './hands.ts';
import type { Known, Prepared, Removable } from './known.ts';
import type { Outbox, Waiting } from './outbox.ts';
import type { Clock } from './ports.ts';
import { ended } from './redrive-entry.ts';
import type { RedriveEntry } from './redrive-events.ts';
import { CONFIRM_EVERY_MS } from './unconfirmed.ts';

/** An event that has waited no longer is sent without another look at the bus. */
const AS_GOOD_AS_NEW_MS = 500;
/** Leases are kept at least so often while waiting for the rate. */
const LONGEST_PAUSE_MS = 5_000;

/** What working off is put together from. */
export interface WorkOffParts {
  readonly dryRun: boolean;
  readonly decider: Decider;
  /** Writes down that the arrival of one that is held is doubted, where it is. */
  readonly doubt: (held: Known) => Promise<void>;
  readonly outbox: Outbox;
  readonly dispatch: Dispatch;
  readonly canary: Canary;
  readonly hands: Hands;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

const NONE: ReadonlySet<string> = new Set();

/** Takes selected dead letters to their end: decide, preflight, then either hold or dispatch. */
export class WorkOff {
  readonly #parts: WorkOffParts;
  #failure: Failure | undefined;

  constructor(parts: WorkOffParts) {
    this.#parts = parts;
  }

  /** Set when the run should end: a look at the bus failed, or sending on cannot succeed. */
  get failure(): Failure | undefined {
    return this.#failure ?? this.#parts.dispatch.failure;
  }

  /** Is so much waiting to be sent that nothing more should be received? */
  get isFull(): boolean {
    return this.#parts.outbox.isFull && this.failure === undefined;
  }

  /** Is anything waiting to be sent, or to be confirmed? */
  get isWaiting(): boolean {
    return this.#parts.outbox.count > 0 || this.#parts.dispatch.isWaiting;
  }

  /**
   * Decides about dead letters and sends what is due, of them or of others. Every dead letter that was ever given is
   * yielded exactly once with its outcome, by this call or by a later one, whichever worker makes it; also when a look at
   * the bus fails on the way: then what was not sent is `left`. With `rest` requests go that are not full.
   */
  async *entries(selected: readonly Examined[], rest: boolean): AsyncGenerator<RedriveEntry> {
    const open = new Map(selected.map((examined) => [examined.deadLetter.messageId, examined]));
    const done: RedriveEntry[] = [];
    // Until one message has made the whole way, decided and sent in one turn; nobody is waited for in between.
    const release = this.#parts.dryRun || selected.length === 0 ? () => {} : await this.#parts.canary.turn();
    try {
      await this.#decideAll(selected, open, done);
      if (this.#parts.canary.isProven) while (await this.#sendNext(done, rest));
      else while (await this.#sendInTime(done));
      await this.#confirm(done, rest || !this.#parts.canary.isProven);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#failure ??= error;
    } finally {
      release();
    }
    yield* done;
    for (const examined of open.values()) {
      const decision = this.#parts.decider.verdict(examined);
      const known = { examined, decision, effect: undefined, facts: NOTHING_KNOWN };
      yield ended(known, decision.verdict === 'hold' ? 'held' : 'left');
    }
  }

  /** Sends one request, after waiting for its time, or confirms what was sent when there is none; outcomes. */
  async *sent(): AsyncGenerator<RedriveEntry> {
    const done: RedriveEntry[] = [];
    const wasThere = await this.#sendInTime(done);
    await this.#confirm(done, !wasThere);
    yield* done;
  }

  async #confirm(done: RedriveEntry[], rest: boolean): Promise<void> {
    for (const { prepared, outcome, delivery } of await this.#parts.dispatch.confirmed(rest)) {
      done.push(ended(prepared, outcome, delivery));
    }
  }

  async #sendInTime(done: RedriveEntry[]): Promise<boolean> {
    const due = this.#parts.outbox.next(this.#parts.clock.monotonic(), true);
    if (due === undefined) return false;
    await this.#until(due.at, done);
    return this.#sendNext(done, true);
  }

  /** What is not in the outbox and not in `done` afterwards stays `open`. */
  async #decideAll(selected: readonly Examined[], open: Map<string, Examined>, done: RedriveEntry[]): Promise<void> {
    const removable: Removable[] = [];
    const end = (entry: RedriveEntry) => {
      open.delete(entry.examined.deadLetter.messageId);
      done.push(entry);
    };
    for (const known of await this.#parts.decider.know(selected)) {
      const decision = await this.#parts.decider.decide(known);
      const { rule, messageId } = known.examined.deadLetter;
      if (decision.verdict === 'hold') {
        end(ended({ ...known, decision }, 'held'));
        await this.#parts.doubt({ ...known, decision });
      } else if (decision.verdict === 'remove-only') removable.push({ ...known, decision });
      else if (this.#parts.dryRun) end(ended({ ...known, decision }, 'left'));
      else if (rule !== undefined) {
        const prepared = { ...known, decision, rule };
        this.#parts.decider.expectBack(prepared);
        this.#parts.outbox.add(prepared, this.#parts.clock.monotonic(), this.#parts.decider.tellable());
        open.delete(messageId);
      }
    }
    const gone = this.#parts.dryRun ? NONE : await this.#parts.dispatch.removeOnly(removable);
    for (const one of removable) {
      end(ended(one, gone.has(one.examined.deadLetter.messageId) ? 'removed-only' : 'not-removed'));
    }
  }

  /** Sends the next request if its time has come, or if the run is to end: then it comes back as `left`. Was there one? */
  async #sendNext(done: RedriveEntry[], rest: boolean): Promise<boolean> {
    const now = this.#parts.clock.monotonic();
    const due = this.#parts.outbox.next(now, rest);
    if (due === undefined || (due.at > now && this.#mayGoOn)) return false;
    this.#parts.outbox.take(due, now);
    const ready: Prepared[] = [];
    try {
      for (const one of due.waiting) await this.#lookAgain(one, now, ready, done);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#failure ??= error;
      const told = new Set(done.map(({ examined }) => examined));
      const left = due.waiting.filter(({ prepared }) => !told.has(prepared.examined));
      done.push(...left.map(({ prepared }) => ended(prepared, 'left')));
      return true;
    }
    for (const { prepared, outcome, delivery } of await this.#parts.dispatch.send(ready)) {
      done.push(ended(prepared, outcome, delivery));
    }
    return true;
  }

  /** It may be one that this run has sent; and of what has waited the bus is looked at again, which may have changed meanwhile. */
  async #lookAgain(waiting: Waiting, now: number, ready: Prepared[], done: RedriveEntry[]): Promise<void> {
    const { prepared, since, tellable } = waiting;
    await tellable;
    const isOld = now - since > AS_GOOD_AS_NEW_MS && this.#mayGoOn;
    const { decider } = this.#parts;
    const decision = decider.heldAsReturned(prepared) ?? (isOld ? await decider.lookAgain(prepared) : undefined);
    if (decision === undefined) ready.push(prepared);
    else done.push(ended({ ...prepared, decision }, 'held'));
  }

  get #mayGoOn(): boolean {
    return !this.#parts.signal.aborted && this.failure === undefined;
  }

  async #until(at: number, done: RedriveEntry[]): Promise<void> {
    for (let left = this.#wait(at); left > 0 && this.#mayGoOn; left = this.#wait(at)) {
      const longest = this.#parts.dispatch.isWaiting ? CONFIRM_EVERY_MS : LONGEST_PAUSE_MS;
      await this.#parts.clock.pause(Math.min(left, longest), this.#parts.signal);
      await this.#confirm(done, false);
      await this.#parts.hands.keep();
    }
  }

  #wait(at: number): number {
    return at - this.#parts.clock.monotonic();
  }
}
