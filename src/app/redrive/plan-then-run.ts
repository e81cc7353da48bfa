import type { PlanSummary } from '../../domain/history/run.ts';
import { planKey } from '../../domain/redrive/decision.ts';
import { planLedger } from '../ledger/plan-ledger.ts';
import type { LedgerPort, QueueDescription } from '../ports.ts';
import { IdSet } from '../queue/id-set.ts';
import { redrive } from './redrive.ts';
import type { RedriveEnd, RedriveEvent } from './redrive-events.ts';
import type { AgreedPlan, RedrivePorts, RedriveRequest } from './redrive-request.ts';

/** An event of the plan, which sends nothing, or of the run. */
export interface PassEvent {
  readonly pass: 'plan' | 'run';
  readonly event: RedriveEvent;
}

/** The plan that the operator is asked to confirm. */
export interface ShownPlan extends PlanSummary {
  readonly queue: QueueDescription;
  /** About how many messages the plan did not read, because it had reached the bound of messages in flight. */
  readonly beyond: number;
}

/**
 * Plans, has the plan confirmed, and runs what was confirmed; without `confirm` it only plans (a dry run) or only runs. The
 * run sends the messages that the plan showed and nothing else: what arrived since is held as `not-in-plan`, unless the
 * operator follows arrivals. A plan that is as large as may be in flight covers the first of more messages; the run then
 * goes through the whole queue and sends of the others what belongs to the kinds that the plan showed.
 *
 * Nothing is asked when there is nothing to send or to delete, or when the plan failed. `openLedger` opens the ledger once
 * more, for a plan that has a doubt to record.
 */
export async function* planThenRun(
  ports: RedrivePorts & { readonly openLedger: () => Promise<LedgerPort> },
  request: RedriveRequest,
  confirm: ((plan: ShownPlan) => Promise<boolean>) | undefined,
  signal: AbortSignal,
): AsyncGenerator<PassEvent> {
  if (confirm === undefined) {
    const pass = request.dryRun ? 'plan' : 'run';
    for await (const event of redrive(ports, request, signal)) yield { pass, event };
    return;
  }
  const shown = new Shown(ports, request);
  const ledger = planLedger((arn, messages) => ports.ledger.priorAttempts(arn, messages), ports.openLedger);
  for await (const event of redrive({ ...ports, ledger }, { ...request, dryRun: true }, signal)) {
    shown.see(event);
    yield { pass: 'plan', event };
  }
  const { plan } = shown;
  if (plan === undefined || !(await confirm(plan)) || signal.aborted) return;
  const { selected, toSend, toRemoveOnly, held } = plan;
  const about = { ...request.about, plan: { selected, toSend, toRemoveOnly, held } };
  const run = redrive(ports, { ...request, about, agreed: shown.agreed }, signal);
  for await (const event of run) yield { pass: 'run', event };
}

/** The contents of a plan. */
class Shown {
  readonly #request: RedriveRequest;
  readonly #startedAt: number;
  readonly #groups = new Set<string>();
  readonly #messages: IdSet;
  #queue: QueueDescription | undefined;
  #end: RedriveEnd | undefined;

  constructor(ports: RedrivePorts, request: RedriveRequest) {
    this.#request = request;
    this.#startedAt = ports.clock.now();
    this.#messages = new IdSet(ports.scratch);
  }

  see(event: RedriveEvent): void {
    if (event.kind === 'queue') this.#queue = event.queue;
    if (event.kind === 'end') this.#end = event;
    if (event.kind !== 'entry' || event.entry.decision.verdict === 'hold') return;
    const { examined, decision } = event.entry;
    this.#groups.add(planKey(examined, decision));
    this.#messages.add(nameOf(examined.deadLetter));
  }

  /** Undefined when there is nothing to agree to. */
  get plan(): ShownPlan | undefined {
    if (this.#queue === undefined || this.#end === undefined) return undefined;
    const { failure, interrupted, tally, unread } = this.#end;
    const { selected, left: toSend, notRemoved: toRemoveOnly, held } = tally;
    if (failure !== undefined || interrupted || toSend + toRemoveOnly === 0) return undefined;
    return { queue: this.#queue, beyond: unread, selected, toSend, toRemoveOnly, held };
  }

  get agreed(): AgreedPlan {
    if (this.#request.follow) return { groups: this.#groups };
    const isWhole = (this.#end?.unread ?? 0) === 0;
    return {
      groups: this.#groups,
      includes: (message) =>
        this.#messages.has(nameOf(message)) || (!isWhole && (message.sentAt ?? 0) < this.#startedAt),
    };
  }
}

/** A sandbox may use one id twice; the time distinguishes the two. */
function nameOf({ messageId, sentAt }: { readonly messageId: string; readonly sentAt: number | undefined }): string {
  return `${messageId} ${sentAt}`;
}
