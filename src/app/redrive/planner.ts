import type { ReceivedMessage } from '../../domain/dead-letter/message.ts';
import type { Examined } from '../../domain/diagnosis/examined.ts';
import { type PriorAttempts, priorOutcomeOf } from '../../domain/history/prior-attempts.ts';
import { decide } from '../../domain/redrive/decide.ts';
import { decideKnowing } from '../../domain/redrive/decide-knowing.ts';
import { type Decision, heldBack, heldThoughSent, planKey } from '../../domain/redrive/decision.ts';
import { identityOf } from '../../domain/redrive/entry.ts';
import {
  type Planned,
  type PlannedRemoval,
  type PlannedSend,
  priorQueryOf,
  type Sendable,
  unknownBefore,
} from '../../domain/redrive/planned.ts';
import { isSelected } from '../../domain/selection/selection.ts';
import { type Examiner, withoutLongAttributes } from '../list/examiner.ts';
import type { OtherRules } from './other-rules.ts';
import type { ArrivalCheck, Preflight } from './preflight.ts';
import type { RunContext } from './run-context.ts';
import { UnmetEdits } from './unmet-edits.ts';

/** The plan for the selected dead letters of one receive, each in one of the lists. */
export interface BatchPlan {
  readonly send: PlannedSend[];
  readonly remove: PlannedRemoval[];
  readonly hold: Planned[];
  /** Those that could not be planned, because the run has failed. */
  readonly leave: Planned[];
}

/** Selects dead letters and decides about each, from the dead letter itself, prior attempts, this run and lookups of the bus. */
export class Planner {
  readonly #run: RunContext;
  readonly #examiner: Examiner;
  readonly #preflight: Preflight;
  readonly #arrival: ArrivalCheck;
  readonly #otherRules: OtherRules;
  readonly #unmetEdits: UnmetEdits;
  #selected = 0;

  constructor(
    run: RunContext,
    examiner: Examiner,
    preflight: Preflight,
    arrival: ArrivalCheck,
    otherRules: OtherRules,
  ) {
    this.#run = run;
    this.#examiner = examiner;
    this.#preflight = preflight;
    this.#arrival = arrival;
    this.#otherRules = otherRules;
    this.#unmetEdits = new UnmetEdits(run.request.policy.repair.edits.keys());
  }

  /**
   * Plans new messages, in their order. This claims each event that will be sent. Rejects with a Failure when a message
   * cannot be examined; a lookup that fails later ends the run, and undecided dead letters are in `hold` or `leave`.
   */
  async plan(messages: readonly ReceivedMessage[]): Promise<BatchPlan> {
    const plan: BatchPlan = { send: [], remove: [], hold: [], leave: [] };
    const selected = await this.#select(messages);
    for (const { deadLetter } of selected) this.#run.trace(deadLetter.messageId, 'planned');
    let decided = 0;
    try {
      for (const planned of await this.#withPriorAttempts(selected)) {
        addTo(plan, { ...planned, decision: await this.#decide(planned) });
        decided += 1;
      }
    } catch (error) {
      this.#run.state.fail(error);
      for (const examined of selected.slice(decided)) {
        const planned = unknownBefore(examined, this.#verdict(examined));
        (planned.decision.verdict === 'hold' ? plan.hold : plan.leave).push(planned);
      }
    }
    return plan;
  }

  /** Checks an event again that has waited; returns the decision to hold it, if there is an objection now. */
  async checkAgain({ examined, decision, rule }: PlannedSend): Promise<Decision | undefined> {
    const refusal = await this.#preflight.check(examined.deadLetter, rule, decision);
    if (refusal === undefined) return undefined;
    this.#run.registry.unclaim(rule.busArn, identityOf(decision.event));
    return heldBack(decision, refusal);
  }

  /** Is the limit of selected messages reached? */
  get reachedLimit(): boolean {
    return this.#selected >= this.#limit;
  }

  /** The message ids that edits were given for and that matched no selected message. */
  get unmet(): readonly string[] {
    return this.#unmetEdits.ids;
  }

  /** Those of the warnings that say what had to be assumed about the integration. */
  get assumptions(): readonly string[] {
    return this.#examiner.assumptions;
  }

  /** What had to be assumed about the integration, and edits that apply to nothing. */
  get warnings(): readonly string[] {
    return [...this.#examiner.warnings, ...this.#unmetEdits.warnings];
  }

  async #select(messages: readonly ReceivedMessage[]): Promise<readonly Examined[]> {
    const examined = await this.#examiner.examineAll(messages);
    const { selection, limit, agreed } = this.#run.request;
    // SQS gives messages in any order: a limit counts those that the plan showed.
    const mayTake = ({ deadLetter }: Examined) => limit === undefined || agreed?.includes?.(deadLetter) !== false;
    const meant = examined.filter((one) => isSelected(selection, one) && mayTake(one));
    const selected = meant.slice(0, Math.max(0, this.#limit - this.#selected));
    this.#selected += selected.length;
    for (const { deadLetter } of selected) this.#unmetEdits.meet(deadLetter.messageId);
    return selected.map(withoutLongAttributes);
  }

  /** Adds the prior attempts of the ledger, and begins the lookups that the decision needs. */
  async #withPriorAttempts(selected: readonly Examined[]): Promise<readonly Planned[]> {
    if (selected.length === 0) return [];
    const { ports, place } = this.#run;
    const judged = selected.map((examined) => unknownBefore(examined, this.#verdict(examined)));
    const prior = await ports.ledger.priorAttempts(place.queueArn, judged.map(priorQueryOf));
    const planned = judged.map((one, at) => ({ ...one, prior: prior[at] as PriorAttempts }));
    const sendable = planned.filter(
      (one) => one.decision.verdict !== 'hold' && priorOutcomeOf(one.prior).kind === 'new',
    );
    this.#preflight.begin(sendable.map(({ examined }) => examined.deadLetter));
    return planned;
  }

  /** The verdict on the dead letter alone. */
  #verdict(examined: Examined): Decision {
    return decide(examined, this.#run.request.policy);
  }

  async #decide({ examined, decision: verdict, prior, effect }: Planned): Promise<Decision> {
    const { request, place, registry, ports } = this.#run;
    const { deadLetter } = examined;
    const { rule } = deadLetter;
    const knowing = { unknown: request.unknown, runStartedAt: place.startedAt, effect };
    const decision = decideKnowing(verdict, prior, knowing);
    if (decision.verdict === 'hold' || rule === undefined) return decision;
    if (decision.verdict === 'remove-only') {
      if (!this.#isAgreed(examined, decision)) return heldBack(decision, 'not-in-plan');
      const { unconfirmedSince: since } = decision;
      const doubt = since === undefined ? undefined : await this.#arrival.doubtOf(examined, rule, verdict, since);
      return doubt === undefined ? decision : heldThoughSent(decision, doubt);
    }
    if (this.#isBack(examined, decision)) return heldBack(decision, 'returned');
    if (!this.#isAgreed(examined, decision)) return heldBack(decision, 'not-in-plan');
    const refusal = await this.#preflight.check(deadLetter, rule, decision);
    if (refusal !== undefined) return heldBack(decision, refusal);
    if (!registry.claim(rule.busArn, identityOf(decision.event))) return heldBack(decision, 'sent-for-sibling');
    await this.#otherRules.count(rule, decision.event);
    // Before it is sent: another receiver may receive the event when it comes back at once.
    const { rendering } = decision;
    if (rendering !== undefined && !request.dryRun)
      registry.expectEcho(deadLetter.targetArn, rendering.input.text, ports.clock.now());
    return decision;
  }

  /** Did this run send it, and is it here again? */
  #isBack({ deadLetter }: Examined, { cause, event }: Sendable): boolean {
    const { registry } = this.#run;
    return (cause === 'event-incomplete' && registry.mayBeEcho(deadLetter)) || registry.hasSent(identityOf(event));
  }

  #isAgreed(examined: Examined, decision: Decision): boolean {
    const { agreed } = this.#run.request;
    if (agreed === undefined) return true;
    return agreed.groups.has(planKey(examined, decision)) && agreed.includes?.(examined.deadLetter) !== false;
  }

  get #limit(): number {
    return this.#run.request.limit ?? Number.POSITIVE_INFINITY;
  }
}

function addTo(plan: BatchPlan, planned: Planned): void {
  const { decision, examined } = planned;
  const { rule } = examined.deadLetter;
  if (decision.verdict === 'hold') plan.hold.push(planned);
  else if (decision.verdict === 'remove-only') plan.remove.push({ ...planned, decision });
  else if (rule !== undefined) plan.send.push({ ...planned, decision, rule });
}
