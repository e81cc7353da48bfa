import type { ReceivedMessage } from '../domain/dead-letter/message.ts';
import type { Examined } from '../domain/diagnosis/examined.ts';
import { groupKey } from '../domain/diagnosis/groups.ts';
import type { RuleAddress } from '../domain/eventbridge/arn.ts';
import { decide, type RedrivePolicy } from '../domain/redrive/decide.ts';
import type { Decision, HoldReason } from '../domain/redrive/decision.ts';
import { entryOf } from '../domain/redrive/entry.ts';
import type { Outcome } from '../domain/redrive/outcome.ts';
import { type Delivery, deliver } from './deliver.ts';
import { Failure } from './failures.ts';
import type { Hands } from './hands.ts';
import type { BusPort, Clock, QueuePort } from './ports.ts';
import type { Preflight } from './preflight.ts';
import type { RedriveEntry } from './redrive-events.ts';
import { remove } from './remove.ts';
import { stopsTheRun } from './stop.ts';

/** No request begins with less of the lease left: it and its delete could outlast it. */
const LEAST_LEASE_MS = 60_000;

interface Ports {
  readonly queue: QueuePort;
  readonly bus: BusPort;
  readonly clock: Clock;
}

interface Request {
  readonly policy: RedrivePolicy;
  readonly dryRun: boolean;
  readonly agreedGroups: ReadonlySet<string> | undefined;
}

type Sendable = Decision & { readonly verdict: 'send' | 'send-repaired' };

interface Prepared {
  readonly examined: Examined;
  readonly decision: Sendable;
  readonly rule: RuleAddress;
}

/** Takes selected dead letters to their end: decide, preflight, send, settle, delete. */
export class Sending {
  readonly #ports: Ports;
  readonly #hands: Hands;
  readonly #preflight: Preflight;
  readonly #request: Request;
  readonly #signal: AbortSignal;
  readonly #accepted = new Set<string>();
  #failure: Failure | undefined;

  constructor(ports: Ports, hands: Hands, preflight: Preflight, request: Request, signal: AbortSignal) {
    this.#ports = ports;
    this.#hands = hands;
    this.#preflight = preflight;
    this.#request = request;
    this.#signal = signal;
  }

  /** Set when the bus refused in a way that more sending cannot mend, such as a credential that expired. */
  get failure(): Failure | undefined {
    return this.#failure;
  }

  /**
   * Yields each selected dead letter exactly once with its outcome, also when a look at the bus fails on the way: then
   * what was not sent is `left`. `leaseEnd` is on the monotonic clock.
   */
  async *workOff(selected: readonly Examined[], leaseEnd: number): AsyncGenerator<RedriveEntry> {
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

  /** Deletes messages that came once more after the bus had accepted them: SQS may deliver a message twice. */
  async removeAgain(messages: readonly ReceivedMessage[], leaseEnd: number): Promise<void> {
    const known = messages.map((message) => message.messageId).filter((messageId) => this.#accepted.has(messageId));
    await remove(this.#ports, this.#hands, known, leaseEnd);
  }

  async *#work(selected: readonly Examined[], leaseEnd: number): AsyncGenerator<RedriveEntry> {
    const prepared: Prepared[] = [];
    for (const examined of selected) {
      const decision = await this.#decide(examined);
      const { rule } = examined.deadLetter;
      if (decision.verdict === 'hold' || rule === undefined) yield ended(examined, decision, 'held');
      else if (this.#request.dryRun) yield ended(examined, decision, 'left');
      else prepared.push({ examined, decision, rule });
    }
    yield* this.#send(prepared, leaseEnd);
  }

  #verdict({ deadLetter, diagnosis, wiring }: Examined): Decision {
    return decide(deadLetter, diagnosis, wiring, this.#request.policy);
  }

  async #decide(examined: Examined): Promise<Decision> {
    const { deadLetter } = examined;
    const decision = this.#verdict(examined);
    if (decision.verdict === 'hold' || deadLetter.rule === undefined) return decision;
    const { agreedGroups } = this.#request;
    if (agreedGroups !== undefined && !agreedGroups.has(groupKey(examined))) return held(decision, 'not-in-plan');
    const refusal = await this.#preflight.check(deadLetter.rule, decision.event);
    return refusal === undefined ? decision : held(decision, refusal);
  }

  async *#send(prepared: readonly Prepared[], leaseEnd: number): AsyncGenerator<RedriveEntry> {
    const byId = new Map(prepared.map((one) => [one.examined.deadLetter.messageId, one]));
    const entries = prepared.map(({ examined: { deadLetter }, decision, rule }) =>
      entryOf(deadLetter.messageId, decision.event, rule.busArn, deadLetter.traceHeader),
    );
    const mayGoOn = () =>
      !this.#signal.aborted && this.#failure === undefined && this.#ports.clock.monotonic() < leaseEnd - LEAST_LEASE_MS;
    for await (const deliveries of deliver(this.#ports, entries, mayGoOn, this.#signal)) {
      const accepted = deliveries.filter((one) => one.kind === 'accepted').map((one) => one.entry.messageId);
      for (const messageId of accepted) this.#accepted.add(messageId);
      const removed = await remove(this.#ports, this.#hands, accepted, leaseEnd);
      for (const messageId of accepted) if (!removed.has(messageId)) this.#hands.leaveHidden(messageId);
      for (const delivery of deliveries) {
        const one = byId.get(delivery.entry.messageId) as Prepared;
        this.#failure ??= delivery.kind === 'refused' ? stopsTheRun(delivery.code, delivery.message) : undefined;
        yield ended(one.examined, one.decision, outcomeOf(delivery, removed), delivery);
      }
    }
  }
}

function outcomeOf(delivery: Delivery, removed: ReadonlySet<string>): Outcome {
  switch (delivery.kind) {
    case 'accepted':
      return removed.has(delivery.entry.messageId) ? 'removed' : 'sent-not-removed';
    case 'refused':
      return 'failed';
    case 'unknown':
      return 'unknown';
    case 'cut':
      return 'left';
  }
}

function held(decision: Sendable, reason: HoldReason): Decision {
  return { verdict: 'hold', cause: decision.cause, edits: decision.edits, reason, because: [] };
}

function ended(examined: Examined, decision: Decision, outcome: Outcome, delivery?: Delivery): RedriveEntry {
  return {
    examined,
    decision,
    outcome,
    event: decision.verdict === 'hold' ? undefined : decision.event,
    newEventId: delivery?.kind === 'accepted' ? delivery.newEventId : undefined,
    errorCode: delivery?.kind === 'refused' ? delivery.code : undefined,
    errorMessage:
      delivery?.kind === 'refused' ? delivery.message : delivery?.kind === 'unknown' ? delivery.reason : undefined,
  };
}
