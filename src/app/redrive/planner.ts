import type { Examined } from '../../domain/diagnosis/examined.ts';
import { memoryOf } from '../../domain/history/memory.ts';
import { decide } from '../../domain/redrive/decide.ts';
import { decideKnowing, type UnknownPolicy } from '../../domain/redrive/decide-knowing.ts';
import type { SendPolicy } from '../../domain/redrive/decision.ts';
import { type Decision, heldBack, heldThoughSent, planKey } from '../../domain/redrive/decision.ts';
import { identityOf } from '../../domain/redrive/entry.ts';
import type { Clock, LedgerPort } from '../ports.ts';
import type { Arrival } from './arrival.ts';
import { Echoes } from './echoes.ts';
import { type Known, type Prepared, recall, type Sendable } from './known.ts';
import type { OtherRules } from './other-rules.ts';
import type { Preflight } from './preflight.ts';
import type { SentRegistry } from './sent-registry.ts';

/** What the operator said that decides about a dead letter. */
export interface DecideRequest {
  readonly policy: SendPolicy;
  readonly agreedGroups: ReadonlySet<string> | undefined;
  readonly unknown: UnknownPolicy;
}

/** Which queue is worked off, and since when (milliseconds since the epoch). */
export interface RunPlace {
  readonly queueArn: string;
  readonly startedAt: number;
}

/** What deciding is put together from. */
export interface PlannerParts {
  readonly request: DecideRequest;
  readonly place: RunPlace;
  readonly ledger: LedgerPort;
  readonly preflight: Preflight;
  readonly arrival: Arrival;
  readonly sentRegistry: SentRegistry;
  readonly otherRules: OtherRules;
  readonly clock: Clock;
}

/** Decides about dead letters with all that is known: of themselves, of earlier runs, of this run and of the bus. */
export class Planner {
  readonly #parts: PlannerParts;
  readonly #echoes = new Echoes();

  constructor(parts: PlannerParts) {
    this.#parts = parts;
  }

  /** The verdict on the dead letter alone. */
  verdict(examined: Examined): Decision {
    return decide(examined, this.#parts.request.policy);
  }

  /** Verdicts with what the ledger holds; to be asked for right before they are acted upon, or they are old. */
  async know(selected: readonly Examined[]): Promise<readonly Known[]> {
    const judged = selected.map((examined) => ({ examined, decision: this.verdict(examined) }));
    if (judged.length === 0) return [];
    const known = await recall(this.#parts.ledger, this.#parts.place.queueArn, judged);
    const sendable = known.filter(
      ({ decision, facts }) => decision.verdict !== 'hold' && memoryOf(facts).kind === 'new',
    );
    this.#parts.preflight.begin(sendable.map(({ examined }) => examined.deadLetter));
    return known;
  }

  /** The decision after all looks. An event that is to be sent is claimed by it. */
  async decide(known: Known): Promise<Decision> {
    const { request, place, sentRegistry, preflight, arrival, otherRules } = this.#parts;
    const { examined, facts, effect } = known;
    const { rule } = examined.deadLetter;
    const { unknown, agreedGroups } = request;
    const decision = decideKnowing(known.decision, facts, { unknown, runStartedAt: place.startedAt, effect });
    if (decision.verdict === 'hold' || rule === undefined) return decision;
    const isSend = decision.verdict !== 'remove-only';
    if (isSend && this.#isBack(examined, decision)) return heldBack(decision, 'returned');
    if (agreedGroups !== undefined && !agreedGroups.has(planKey(examined, decision)))
      return heldBack(decision, 'not-in-plan');
    if (!isSend) {
      const { unconfirmedSince: since } = decision;
      const doubt = since === undefined ? undefined : await arrival.doubtOf(examined, rule, known.decision, since);
      return doubt === undefined ? decision : heldThoughSent(decision, doubt);
    }
    const refusal = await preflight.check(examined.deadLetter, rule, decision);
    if (refusal !== undefined) return heldBack(decision, refusal);
    if (!sentRegistry.claim(rule.busArn, identityOf(decision.event))) return heldBack(decision, 'sent-for-sibling');
    await otherRules.count(rule, decision.event);
    return decision;
  }

  /** What it may leave when it fails again is expected before it is sent: another worker may meet that at once. */
  expectBack({ examined, decision }: Prepared): void {
    const { rendering } = decision;
    if (rendering === undefined) return;
    this.#echoes.expect(examined.deadLetter.targetArn, rendering.input.text, this.#parts.clock.now());
  }

  /** Resolves once `heldAsReturned` is certain about what is in hand now: a request that may have made it is answered by then. */
  tellable(): Promise<void> {
    return this.#parts.sentRegistry.answered();
  }

  /** Held after all, if meanwhile the bus has told that this run put the event there. */
  heldAsReturned({ decision }: Prepared): Decision | undefined {
    return this.#parts.sentRegistry.hasSent(identityOf(decision.event)) ? heldBack(decision, 'returned') : undefined;
  }

  /** Was it sent in this run, and is here again? */
  #isBack({ deadLetter }: Examined, { cause, event }: Sendable): boolean {
    const isEcho = cause === 'event-incomplete' && this.#echoes.has(deadLetter);
    return isEcho || this.#parts.sentRegistry.hasSent(identityOf(event));
  }

  /** Looks at the bus again for one that has waited: what is held now, if anything speaks against sending it. */
  async lookAgain({ examined, decision, rule }: Prepared): Promise<Decision | undefined> {
    const { sentRegistry, preflight } = this.#parts;
    const refusal = await preflight.check(examined.deadLetter, rule, decision);
    if (refusal === undefined) return undefined;
    sentRegistry.unclaim(rule.busArn, identityOf(decision.event));
    return heldBack(decision, refusal);
  }
}
