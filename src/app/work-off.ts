import type { Examined } from '../domain/diagnosis/examined.ts';
import { memoryOf, NOTHING_KNOWN } from '../domain/history/memory.ts';
import { decide, type SendPolicy } from '../domain/redrive/decide.ts';
import { decideKnowing, type UnknownPolicy } from '../domain/redrive/decide-knowing.ts';
import type { Decision, HoldReason } from '../domain/redrive/decision.ts';
import type { Outcome } from '../domain/redrive/outcome.ts';
import { planKey } from '../domain/redrive/plan-key.ts';
import type { Delivery } from './deliver.ts';
import type { Dispatch } from './dispatch.ts';
import { Failure } from './failures.ts';
import { type Known, type Prepared, type Removable, recall } from './known.ts';
import type { LedgerPort } from './ports.ts';
import type { Preflight } from './preflight.ts';
import type { RedriveEntry } from './redrive-events.ts';

/** What decides about a dead letter besides itself. */
export interface WorkOffRequest {
  readonly policy: SendPolicy;
  readonly dryRun: boolean;
  readonly agreedGroups: ReadonlySet<string> | undefined;
  readonly unknown: UnknownPolicy;
}

/** Which queue is worked off, and since when (milliseconds since the epoch). */
export interface RunPlace {
  readonly queueArn: string;
  readonly startedAt: number;
}

const NONE: ReadonlySet<string> = new Set();

/** Takes selected dead letters to their end: decide, preflight, then either hold or dispatch. */
export class WorkOff {
  readonly #request: WorkOffRequest;
  readonly #run: RunPlace;
  readonly #ledger: LedgerPort;
  readonly #preflight: Preflight;
  readonly #dispatch: Dispatch;
  #failure: Failure | undefined;

  constructor(request: WorkOffRequest, run: RunPlace, ledger: LedgerPort, preflight: Preflight, dispatch: Dispatch) {
    this.#request = request;
    this.#run = run;
    this.#ledger = ledger;
    this.#preflight = preflight;
    this.#dispatch = dispatch;
  }

  /** Set when the run should end: a look at the bus failed, or sending on cannot succeed. */
  get failure(): Failure | undefined {
    return this.#failure ?? this.#dispatch.failure;
  }

  /**
   * Yields each selected dead letter exactly once with its outcome, also when a look at the bus fails on the way: then
   * what was not sent is `left`. `leaseEnd` is on the monotonic clock.
   */
  async *entries(selected: readonly Examined[], leaseEnd: number): AsyncGenerator<RedriveEntry> {
    const open = new Map(selected.map((examined) => [examined.deadLetter.messageId, examined]));
    try {
      for await (const entry of this.#work(selected, leaseEnd)) {
        open.delete(entry.examined.deadLetter.messageId);
        yield entry;
      }
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#failure ??= error;
    }
    for (const examined of open.values()) {
      const decision = this.#verdict(examined);
      const known = { examined, decision, effect: undefined, facts: NOTHING_KNOWN };
      yield ended(known, decision.verdict === 'hold' ? 'held' : 'left');
    }
  }

  /**
   * Decides and sends in one turn and tells afterwards: between the look at the bus and the send nobody is waited for,
   * neither another worker nor a slow reader, or the look would be old.
   */
  async *#work(selected: readonly Examined[], leaseEnd: number): AsyncGenerator<RedriveEntry> {
    const done: RedriveEntry[] = [];
    const prepared: Prepared[] = [];
    const removable: Removable[] = [];
    const release = this.#request.dryRun ? () => {} : await this.#dispatch.turn();
    try {
      for (const known of await this.#know(selected)) {
        const decision = await this.#decide(known);
        const { rule } = known.examined.deadLetter;
        if (decision.verdict === 'hold') done.push(ended({ ...known, decision }, 'held'));
        else if (decision.verdict === 'remove-only') removable.push({ ...known, decision });
        else if (this.#request.dryRun) done.push(ended({ ...known, decision }, 'left'));
        else if (rule !== undefined) prepared.push({ ...known, decision, rule });
      }
      const gone = this.#request.dryRun ? NONE : await this.#dispatch.removeOnly(removable, leaseEnd);
      for (const one of removable) {
        done.push(ended(one, gone.has(one.examined.deadLetter.messageId) ? 'removed-only' : 'not-removed'));
      }
      for (const { prepared: one, outcome, delivery } of await this.#dispatch.send(prepared, leaseEnd)) {
        done.push(ended(one, outcome, delivery));
      }
    } finally {
      release();
    }
    yield* done;
  }

  #verdict({ deadLetter, diagnosis, wiring }: Examined): Decision {
    return decide(deadLetter, diagnosis, wiring, this.#request.policy);
  }

  /** Verdicts with what the ledger holds, asked for within the turn, so that it is as fresh as the look at the bus. */
  async #know(selected: readonly Examined[]): Promise<readonly Known[]> {
    const judged = selected.map((examined) => ({ examined, decision: this.#verdict(examined) }));
    if (judged.length === 0) return [];
    return recall(this.#ledger, this.#run.queueArn, judged);
  }

  async #decide(known: Known): Promise<Decision> {
    const { examined, facts, effect } = known;
    const { rule } = examined.deadLetter;
    const { unknown, agreedGroups } = this.#request;
    const decision = decideKnowing(known.decision, facts, { unknown, runStartedAt: this.#run.startedAt, effect });
    if (decision.verdict === 'hold' || rule === undefined) return decision;
    const isSend = decision.verdict !== 'remove-only';
    if (isSend && this.#dispatch.hasSent(decision.event.id)) return held(decision, 'returned');
    if (agreedGroups !== undefined && !agreedGroups.has(planKey(examined, decision)))
      return held(decision, 'not-in-plan');
    if (!isSend) return decision;
    const refusal = await this.#preflight.check(examined.deadLetter, rule, decision.event);
    if (refusal !== undefined) return held(decision, refusal);
    return this.#dispatch.claim(rule.busArn, decision.event.id) ? decision : held(decision, 'sent-for-sibling');
  }
}

function held({ cause, edits }: Decision, reason: HoldReason): Decision {
  return { verdict: 'hold', cause, edits, reason, because: [] };
}

function ended({ examined, decision, facts }: Known, outcome: Outcome, delivery?: Delivery): RedriveEntry {
  return {
    examined,
    decision,
    outcome,
    memory: memoryOf(facts),
    newEventId: delivery?.kind === 'accepted' ? delivery.newEventId : newEventIdOf(decision),
    errorCode: delivery?.kind === 'refused' ? delivery.code : undefined,
    errorMessage: messageOf(delivery),
  };
}

function newEventIdOf(decision: Decision): string | undefined {
  return decision.verdict === 'remove-only' ? decision.newEventId : undefined;
}

function messageOf(delivery: Delivery | undefined): string | undefined {
  if (delivery?.kind === 'refused') return delivery.message;
  return delivery?.kind === 'unknown' ? delivery.reason : undefined;
}
