import type { ReceivedMessage } from '../../domain/dead-letter/message.ts';
import { priorOutcomeOf } from '../../domain/history/prior-attempts.ts';
import { timeNeeded } from '../../domain/redrive/pace.ts';
import { attemptOf, type Planned } from '../../domain/redrive/planned.ts';
import { statusOfRedrive } from '../exit-status.ts';
import { EXIT, Failure } from '../failures.ts';
import { Reach } from '../integration/reach.ts';
import { WITHOUT_LEDGER } from '../ledger/no-ledger.ts';
import { BoundedLookups } from '../list/bounded-lookups.ts';
import { Examiner } from '../list/examiner.ts';
import type { QueueDescription } from '../ports.ts';
import { InFlightMessages } from '../queue/in-flight-messages.ts';
import { BOUNDS, Poller } from '../queue/poller.ts';
import {
  type ClosedReading,
  closeReading,
  readingEnd,
  readingWarnings,
  refuseRedrivePolicy,
  sentBeforeNow,
  tooManyInFlight,
} from '../queue/reading.ts';
import { Confirmation } from './confirmation.ts';
import { OtherRules } from './other-rules.ts';
import { Outcomes } from './outcomes.ts';
import { Planner } from './planner.ts';
import { ArrivalCheck, Preflight } from './preflight.ts';
import { Recorder } from './recorder.ts';
import type { RedriveEnd, RedriveEvent } from './redrive-events.ts';
import type { RedrivePorts, RedriveRequest } from './redrive-request.ts';
import { RuleLookups } from './rule-lookups.ts';
import type { RunContext } from './run-context.ts';
import { Change, RunState } from './run-state.ts';
import { Sender } from './sender.ts';
import { SentRegistry } from './sent-registry.ts';

/**
 * Puts the selected dead letters back on their buses and deletes the accepted and confirmed ones; everything else is
 * released at the end, also when the run is interrupted or fails. Rejects only before anything was received; later failures
 * are reported in the end event, after the outcomes.
 *
 * `concurrency` receivers plan the messages that they receive, and queue those that may be sent; one sender processes them:
 *
 * ```text
 *   received ─► planned ─► queued ─► sent ─► accepted ─► confirmed ─► removed
 *                  │          │       │↺         │            └─► sent-not-removed
 *                  │          │       │          └─► unknown
 *                  │          │       └─► failed · unknown · left
 *                  │          └─► held · left
 *                  └─► held · left · removed-only · not-removed
 * ```
 *
 * A received message that is not selected is released. `sent ↺`: AWS has certainly not accepted it, and it is retried.
 * `NEXT_STEPS` is this diagram as data.
 *
 * The run does not wait for its reader: it goes on in the background. When outcomes pile up unread it receives and sends no
 * more, but confirms, deletes, extends visibility timeouts and, once it is stopped, releases, whatever the reader does.
 */
export async function* redrive(
  ports: RedrivePorts,
  request: RedriveRequest,
  signal: AbortSignal,
): AsyncGenerator<RedriveEvent> {
  const queue = await ports.queue.describe();
  refuseRedrivePolicy(queue, request.forced);
  const run = new Run(ports, request, queue, signal);
  await run.begin();
  const whole = run.whole();
  whole.catch(() => {});
  let isRead = false;
  try {
    yield { kind: 'queue', queue };
    yield* run.outcomes.events();
    isRead = true;
  } finally {
    if (!isRead) await run.leave(whole);
  }
  yield await whole;
}

/** One redrive from the first receive to the release. */
class Run {
  readonly outcomes: Outcomes;
  readonly #context: RunContext;
  readonly #queue: QueueDescription;
  readonly #lookups: BoundedLookups;
  readonly #poller: Poller;
  readonly #planner: Planner;
  readonly #otherRules: OtherRules;
  readonly #confirmation: Confirmation;
  readonly #sender: Sender;
  #id: string | undefined;
  #begun: Promise<void> | undefined;
  /** Receivers that are planning. */
  #planning = 0;

  constructor(ports: RedrivePorts, request: RedriveRequest, queue: QueueDescription, signal: AbortSignal) {
    const { clock } = ports;
    const { forced } = request;
    this.#queue = queue;
    this.#lookups = new BoundedLookups(ports.integration);
    const place = { queueArn: queue.arn, startedAt: clock.now() };
    const state = new RunState(signal);
    const changed = new Change();
    const trace = ports.trace ?? (() => {});
    const inFlight = new InFlightMessages(ports);
    const registry = new SentRegistry(ports.scratch);
    const recorder = new Recorder(ports.ledger, state.fail);
    this.outcomes = new Outcomes(request.rates, request.policy.repair.mapCache, changed.tell, trace);
    const { outcomes } = this;
    const run = { ports, request, place, signal, state, changed, inFlight, registry, recorder, outcomes, trace };
    this.#context = run;
    const bounds = { ...BOUNDS, inFlight: request.maxInFlight };
    const cutoff = request.follow ? { sentBefore: undefined } : sentBeforeNow(queue);
    this.#poller = new Poller(ports, inFlight, bounds, queue.visible, cutoff);
    const { callerAccount } = ports;
    const rules = new RuleLookups(this.#lookups, ports.afterwards ?? ports.integration, clock, forced);
    const preflight = new Preflight(this.#lookups, rules, clock, forced, new Reach(queue.arn, callerAccount));
    const arrival = new ArrivalCheck(rules, forced);
    const { sendToRule } = request;
    const examiner = new Examiner(this.#lookups, queue, request.endpointHosts, { callerAccount, sendToRule });
    this.#otherRules = new OtherRules(ports.neighbours);
    this.#planner = new Planner(run, examiner, preflight, arrival, this.#otherRules);
    this.#confirmation = new Confirmation(run, arrival);
    // If a queue delivered more than it counted, the rest cannot be estimated.
    const expectsMore = () => this.#planning > 0 || this.#poller.seen.count !== queue.visible;
    this.#sender = new Sender(run, this.#planner, this.#confirmation, expectsMore);
    state.ending.addEventListener('abort', () => {
      this.#poller.stop();
      changed.tell();
    });
  }

  /** Opens the run in the ledger before anything is received; a plan is no run, unless it has a doubt to record. */
  async begin(): Promise<void> {
    if (!this.#context.request.dryRun) await this.#open();
  }

  /** The run from its first receive to its end in the ledger, whatever the reader does. Rejects for a defect only. */
  async whole(): Promise<RedriveEnd> {
    const { state, request, inFlight } = this.#context;
    try {
      const ended = new AbortController();
      const heartbeat = inFlight.beat(ended.signal).catch(state.fail);
      const sending = this.#sender.run().catch(state.fail);
      await Promise.all(Array.from({ length: request.concurrency }, () => this.#receive().catch(state.fail)));
      this.#sender.close();
      await sending;
      ended.abort();
      await heartbeat;
      return await this.#close();
    } finally {
      this.outcomes.end();
    }
  }

  /** Ends the run because the reader of its outcomes has left. */
  async leave(whole: Promise<RedriveEnd>): Promise<void> {
    this.#context.state.fail(
      new Failure(
        EXIT.partly,
        'OutputEnded',
        'The outcomes are not read any more, so the run ended early.',
        'Messages whose events the bus accepted were deleted; run it again for the rest.',
      ),
    );
    await whole.catch(() => {});
  }

  async #receive(): Promise<void> {
    const { state } = this.#context;
    for await (const { fresh, repeated } of this.#poller.batches(state.ending)) {
      this.#planning += 1;
      try {
        await this.#confirmation.meetAgain(repeated);
        await this.#take(fresh);
      } finally {
        this.#planning -= 1;
        this.#context.changed.tell();
      }
      await this.#sender.room();
    }
  }

  /** Plans new messages and passes each on. */
  async #take(fresh: readonly ReceivedMessage[]): Promise<void> {
    const { request, outcomes, trace } = this.#context;
    for (const { messageId } of fresh) trace(messageId, 'received');
    outcomes.received(this.#poller.seen.count);
    const plan = await this.#planner.plan(fresh);
    if (this.#planner.reachedLimit) this.#poller.stop();
    for (const planned of plan.leave) outcomes.add(planned, 'left');
    for (const planned of plan.hold) outcomes.add(planned, 'held');
    if (request.dryRun) {
      for (const planned of plan.send) outcomes.add(planned, 'left');
      for (const planned of plan.remove) outcomes.add(planned, 'not-removed');
    } else {
      this.#sender.queue(plan.send);
      await this.#confirmation.removeOnly(plan.remove);
    }
    for (const planned of plan.hold) await this.#recordDoubt(planned);
  }

  /**
   * Records an event as unknown if an earlier run sent it and a lookup now contradicts its delivery. Once the rule is enabled again the next run
   * must not delete it; therefore a plan records it too. If the process dies before this, the next run repeats the lookup.
   */
  async #recordDoubt({ examined, decision, effect, prior }: Planned): Promise<void> {
    if (decision.verdict !== 'hold' || decision.reason !== 'sent-doubted') return;
    await this.#open();
    const { recorder } = this.#context;
    const { newEventId, unconfirmedSince } = priorOutcomeOf(prior);
    const { cause, because } = decision;
    const sent = { verdict: 'remove-only', cause, edits: [], newEventId, unconfirmedSince } as const;
    for (const messageId of await recorder.intend([attemptOf({ examined, decision: sent, effect, prior })])) {
      await recorder.settle([{ state: 'doubted', messageId, code: because.join(' ') }]);
    }
  }

  /** Opens the run in the ledger, once. Rejects with a Failure when that cannot be written. */
  #open(): Promise<void> {
    const { ports, request, place } = this.#context;
    this.#begun ??= (async () => {
      const who = await request.who;
      const mode = request.dryRun ? 'plan' : 'redrive';
      this.#id = await ports.ledger.begin({ ...request.about, who, mode, ...place });
    })();
    return this.#begun;
  }

  /** Releases the in-flight messages and closes the run in the ledger. */
  async #close(): Promise<RedriveEnd> {
    const { ports, request, signal, state, inFlight, recorder } = this.#context;
    const closed = await closeReading(ports, this.#queue, this.#poller, inFlight, signal).catch((error: unknown) => {
      state.fail(error);
      return undefined;
    });
    state.throwDefect();
    const alsoFires = await this.#otherRules.found();
    const bound =
      this.#isCutShort(closed) && !request.dryRun && closed !== undefined
        ? tooManyInFlight(this.#poller, closed)
        : undefined;
    for (const failure of [closed?.failure, bound]) if (failure !== undefined) state.fail(failure);
    const end = this.#end(closed, alsoFires);
    if (request.dryRun && this.#id === undefined) return end;
    const { failure, interrupted, tally } = end;
    await recorder.end({
      exit: statusOfRedrive(end, request.dryRun),
      failure: failure?.code,
      interrupted,
      tally,
      reading: readingEnd(this.#poller, closed, this.#planner.reachedLimit, this.outcomes.keptThoughSent),
    });
    return { ...end, failure: state.failure };
  }

  #end(closed: ClosedReading | undefined, alsoFires: RedriveEnd['alsoFires']): RedriveEnd {
    const { ports, request, signal, state } = this.#context;
    const { rates } = request;
    const isLimited = this.#planner.reachedLimit;
    return {
      kind: 'end',
      run: this.#id,
      tally: this.outcomes.tally,
      unseen: isLimited ? 0 : Math.max(closed?.unseen ?? 0, ports.queue.unusable?.count ?? 0),
      unread: isLimited ? 0 : (closed?.unread ?? 0),
      arrivedSince: closed?.arrivedSince ?? 0,
      stuck: closed?.stuck ?? 0,
      interrupted: signal.aborted,
      failure: state.failure,
      warnings: this.#warnings(closed),
      assumptions: this.#planner.assumptions,
      alsoFires,
      rates,
      millisecondsToSend: timeNeeded(rates, this.outcomes.left),
      allRefused: this.outcomes.allRefused,
      unmet: this.#planner.unmet,
    };
  }

  /** Did the run end at the bound on messages in flight, with more in the queue? */
  #isCutShort(closed: ClosedReading | undefined): boolean {
    return this.#poller.reached === 'inFlight' && (closed?.unread ?? 0) > 0;
  }

  #warnings(closed: ClosedReading | undefined): readonly string[] {
    const { ports, request } = this.#context;
    const { dryRun } = request;
    const read = this.#poller.seen.count;
    return [
      ...(this.#id === undefined && !dryRun ? [WITHOUT_LEDGER] : []),
      ...(dryRun && this.#isCutShort(closed) ? [planOfTheFirst(read, read + (closed?.unread ?? 0))] : []),
      ...this.#planner.warnings,
      ...this.#otherRules.notes,
      ...this.outcomes.warnings,
      ...this.#lookups.warnings,
      ...readingWarnings(this.#poller, closed),
      ...(ports.queue.unusable?.warnings ?? []),
    ];
  }
}

function planOfTheFirst(read: number, all: number): string {
  return `This plan covers the first ${read} of about ${all} messages, because no more may be in flight at once. The redrive reads the whole queue: it sends further messages of the kinds that this plan sends, and holds the others.`;
}
