import type { Examined } from '../domain/diagnosis/examined.ts';
import type { RuleAddress } from '../domain/eventbridge/arn.ts';
import { decide } from '../domain/redrive/decide.ts';
import type { Decision, HoldReason } from '../domain/redrive/decision.ts';
import { identityOf } from '../domain/redrive/identity.ts';
import type { Outcome } from '../domain/redrive/outcome.ts';
import { planKey } from '../domain/redrive/plan-key.ts';
import type { SendPolicy } from '../domain/redrive/send-policy.ts';
import type { Delivery } from './deliver.ts';
import type { Dispatch, Prepared, Sendable } from './dispatch.ts';
import { Echoes } from './echoes.ts';
import { Failure } from './failures.ts';
import type { Clock } from './ports.ts';
import type { Preflight } from './preflight.ts';
import type { RedriveEntry } from './redrive-events.ts';

/** What decides about a dead letter besides itself. */
export interface WorkOffRequest {
  readonly policy: SendPolicy;
  readonly dryRun: boolean;
  readonly agreedGroups: ReadonlySet<string> | undefined;
}

/** Takes selected dead letters to their end: decide, preflight, then either hold or dispatch. */
export class WorkOff {
  readonly #request: WorkOffRequest;
  readonly #preflight: Preflight;
  readonly #dispatch: Dispatch;
  readonly #clock: Clock;
  readonly #echoes = new Echoes();
  #failure: Failure | undefined;

  constructor(request: WorkOffRequest, preflight: Preflight, dispatch: Dispatch, clock: Clock) {
    this.#request = request;
    this.#clock = clock;
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
      yield ended(examined, decision, decision.verdict === 'hold' ? 'held' : 'left');
    }
  }

  /**
   * Decides and sends in one turn and tells afterwards: between the look at the bus and the send nobody is waited for,
   * neither another worker nor a slow reader, or the look would be old.
   */
  async *#work(selected: readonly Examined[], leaseEnd: number): AsyncGenerator<RedriveEntry> {
    const done: RedriveEntry[] = [];
    const prepared: Prepared[] = [];
    const release = this.#request.dryRun ? () => {} : await this.#dispatch.turn();
    try {
      for (const examined of selected) {
        const decision = await this.#decide(examined);
        const { rule } = examined.deadLetter;
        if (decision.verdict === 'hold' || rule === undefined) done.push(ended(examined, decision, 'held'));
        else if (this.#request.dryRun) done.push(ended(examined, decision, 'left'));
        else prepared.push(this.#prepare(examined, decision, rule));
      }
      for (const { prepared: one, outcome, delivery } of await this.#dispatch.send(prepared, leaseEnd)) {
        done.push(ended(one.examined, one.decision, outcome, delivery));
      }
    } finally {
      release();
    }
    yield* done;
  }

  /** What it may leave when it fails again is expected before it is sent: another worker may meet that at once. */
  #prepare(examined: Examined, decision: Sendable, rule: RuleAddress): Prepared {
    const { input } = decision;
    if (input !== undefined) this.#echoes.expect(examined.deadLetter.targetArn, input, this.#clock.now());
    return { examined, decision, rule };
  }

  #verdict(examined: Examined): Decision {
    return decide(examined, this.#request.policy);
  }

  async #decide(examined: Examined): Promise<Decision> {
    const { rule } = examined.deadLetter;
    const decision = this.#verdict(examined);
    if (decision.verdict === 'hold' || rule === undefined) return decision;
    const identity = identityOf(decision.event);
    const isEcho = decision.cause === 'event-incomplete' && this.#echoes.has(examined.deadLetter);
    if (isEcho || this.#dispatch.hasSent(identity)) return held(decision, 'returned');
    const { agreedGroups } = this.#request;
    if (agreedGroups !== undefined && !agreedGroups.has(planKey(examined, decision)))
      return held(decision, 'not-in-plan');
    const refusal = await this.#preflight.check(examined.deadLetter, rule, decision.event);
    if (refusal !== undefined) return held(decision, refusal);
    return this.#dispatch.claim(rule.busArn, identity) ? decision : held(decision, 'sent-for-sibling');
  }
}

function held({ cause, edits }: Sendable, reason: HoldReason): Decision {
  return { verdict: 'hold', cause, edits, reason, because: [], members: [] };
}

function ended(examined: Examined, decision: Decision, outcome: Outcome, delivery?: Delivery): RedriveEntry {
  return {
    examined,
    decision,
    outcome,
    newEventId: delivery?.kind === 'accepted' ? delivery.newEventId : undefined,
    errorCode: delivery?.kind === 'refused' ? delivery.code : undefined,
    errorMessage: messageOf(delivery),
  };
}

function messageOf(delivery: Delivery | undefined): string | undefined {
  if (delivery?.kind === 'refused') return delivery.message;
  return delivery?.kind === 'unknown' ? delivery.reason : undefined;
}
