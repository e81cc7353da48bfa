import { heldBack } from '../../domain/redrive/decision.ts';
import { identityOf } from '../../domain/redrive/entry.ts';
import { attemptOf, type Planned, type PlannedSend } from '../../domain/redrive/planned.ts';
import { EXIT, Failure } from '../failures.ts';
import { LEAST_VISIBILITY_MS } from '../queue/visibility.ts';
import type { Confirmation } from './confirmation.ts';
import type { Planner } from './planner.ts';
import { type Delivery, type PutEventsPorts, putEvents, stopsTheRun } from './put-events.ts';
import type { RunContext } from './run-context.ts';
import { SendQueue, type Waiting } from './send-queue.ts';

/** An event that has waited no longer is sent without another check. */
const AS_GOOD_AS_NEW_MS = 500;
/** Requests in a row without an answer before a bus that has answered is given up. */
const SILENCES_TOO_MANY = 3;
/** API reference, "ReceiveMessage": at most ten messages. */
const MESSAGES_A_RECEIVE = 10;

/**
 * Sends queued events: paces requests, sends several at once, and has accepted events confirmed and their messages deleted.
 * The first message is sent, confirmed and deleted alone, so that a bus or a queue that refuses gets one request only.
 */
export class Sender {
  readonly #run: RunContext;
  readonly #planner: Planner;
  readonly #confirmation: Confirmation;
  readonly #queue: SendQueue;
  /** Are more messages expected soon? Without them requests need not be full. */
  readonly #expectsMore: () => boolean;
  /** Requests and confirmations that are under way. */
  readonly #tasks = new Set<Promise<void>>();
  #requests = 0;
  #silences = 0;
  #proven = false;
  #closed = false;

  constructor(run: RunContext, planner: Planner, confirmation: Confirmation, expectsMore: () => boolean) {
    this.#run = run;
    this.#planner = planner;
    this.#confirmation = confirmation;
    this.#expectsMore = expectsMore;
    this.#queue = new SendQueue(run.request.rates, run.ports.clock.monotonic());
  }

  /** Queues events that may be sent. */
  queue(planned: readonly PlannedSend[]): void {
    const { ports, registry, trace, changed } = this.#run;
    if (planned.length === 0) return;
    const tellable = registry.answered();
    for (const one of planned) {
      trace(one.examined.deadLetter.messageId, 'queued');
      this.#queue.add(one, ports.clock.monotonic(), tellable);
    }
    changed.tell();
  }

  /** Closes the queue: nothing more will be queued. */
  close(): void {
    this.#closed = true;
    this.#run.changed.tell();
  }

  /** Resolves when a receiver may receive more; at once when the run is ending. */
  async room(): Promise<void> {
    const { state, changed, outcomes } = this.#run;
    const mustWait = () => outcomes.isFull || this.#queue.isFull || this.#isProving || this.#isCrowded;
    while (!state.aborted && mustWait()) await changed.next();
  }

  /** Sends until the queue is closed and every event in it has its outcome. */
  async run(): Promise<void> {
    const { changed, ports } = this.#run;
    while (!this.#isOver) {
      const wait = this.#step();
      if (wait > 0) await changed.within(wait, ports.clock);
    }
  }

  get #isOver(): boolean {
    if (this.#tasks.size > 0) return false;
    // After a defect some event may never get its outcome.
    return this.#run.state.isBroken || (this.#closed && this.#isIdle);
  }

  /** Starts one task that is due and answers 0, or answers the milliseconds until one may be. */
  #step(): number {
    const { ports, state, outcomes } = this.#run;
    const now = ports.clock.monotonic();
    if (state.aborted) for (const planned of this.#queue.empty()) outcomes.add(planned, 'left');
    const rest = this.#closed || state.aborted || !this.#proven || !this.#expectsMore();
    // The first message is confirmed as soon as its request has ended.
    const isQuiet = this.#requests === 0 && (this.#queue.count === 0 || !this.#proven);
    const confirmAt = this.#confirmation.dueAt(now, isQuiet, rest);
    if (confirmAt <= now) {
      this.#start(this.#confirm());
      return 0;
    }
    const due = this.#mayRequest ? this.#queue.next(now, rest) : undefined;
    if (due !== undefined && due.at <= now) {
      this.#queue.take(due, now);
      this.#start(this.#request(due.waiting, now));
      return 0;
    }
    return Math.min(confirmAt, due?.at ?? Number.POSITIVE_INFINITY) - now;
  }

  get #mayRequest(): boolean {
    const { outcomes, request } = this.#run;
    if (outcomes.isFull || this.#confirmation.isFull) return false;
    if (!this.#proven) return this.#requests === 0 && this.#confirmation.isEmpty;
    return this.#requests < request.concurrency;
  }

  /** Is the first message on its way? */
  get #isProving(): boolean {
    return !this.#proven && !this.#isIdle;
  }

  /** Is as much in flight as may be, and will some of it be deleted? Otherwise the bound of the poller ends the run. */
  get #isCrowded(): boolean {
    const { inFlight, request } = this.#run;
    const most = request.maxInFlight - request.concurrency * MESSAGES_A_RECEIVE;
    return inFlight.count >= most && !this.#isIdle;
  }

  /** Is nothing on its way through the sender? */
  get #isIdle(): boolean {
    return this.#queue.count === 0 && this.#requests === 0 && this.#confirmation.isEmpty;
  }

  #start(work: Promise<void>): void {
    const { state, changed } = this.#run;
    const task = work.catch(state.fail).then(() => {
      this.#tasks.delete(task);
      changed.tell();
    });
    this.#tasks.add(task);
  }

  async #confirm(): Promise<void> {
    if (await this.#confirmation.confirm()) this.#proven = true;
  }

  /** Sends one request, and retries the rest of it until each of its events is accepted or has another outcome. */
  async #request(waiting: readonly Waiting[], now: number): Promise<void> {
    this.#requests += 1;
    try {
      const ready = await this.#checked(waiting, now);
      if (ready.length > 0) await this.#send(ready);
    } finally {
      this.#requests -= 1;
    }
  }

  /** The events that may still be sent; the others come to their end here. */
  async #checked(waiting: readonly Waiting[], now: number): Promise<readonly Waiting[]> {
    const { outcomes, state } = this.#run;
    const ready: Waiting[] = [];
    let checked = 0;
    try {
      for (const one of waiting) {
        const held = await this.#heldNow(one, now);
        checked += 1;
        if (held === undefined) ready.push(one);
        else outcomes.add(held, 'held');
      }
      return ready;
    } catch (error) {
      state.fail(error);
      for (const { planned } of [...ready, ...waiting.slice(checked)]) outcomes.add(planned, 'left');
      return [];
    }
  }

  /** Meanwhile the event may have turned out to be one that this run has sent, and the bus may have changed. */
  async #heldNow({ planned, since, tellable }: Waiting, now: number): Promise<Planned | undefined> {
    const { registry, state } = this.#run;
    await tellable;
    if (registry.hasSent(identityOf(planned.decision.event)))
      return { ...planned, decision: heldBack(planned.decision, 'returned') };
    if (now - since <= AS_GOOD_AS_NEW_MS || state.aborted) return undefined;
    const decision = await this.#planner.checkAgain(planned);
    return decision && { ...planned, decision };
  }

  async #send(waiting: readonly Waiting[]): Promise<void> {
    const { recorder, outcomes, state } = this.#run;
    const byId = new Map(waiting.map(({ planned, entry }) => [entry.messageId, planned]));
    // A message whose visibility timeout may end before a send and a delete is not sent: others may receive it meanwhile.
    const lasting = waiting.filter(({ entry }) => this.#lasts(entry.messageId));
    for (const one of waiting) if (!lasting.includes(one)) outcomes.add(one.planned, 'left');
    const ports = this.#ports(lasting.map(({ planned }) => planned));
    const entries = lasting.map(({ entry }) => entry);
    const mayGoOn = (entries: readonly { readonly messageId: string }[]) =>
      !state.aborted && entries.every(({ messageId }) => this.#lasts(messageId));
    for await (const deliveries of putEvents(ports, entries, mayGoOn)) {
      await recorder.settle(
        deliveries.flatMap(({ kind, entry: { messageId } }) => (kind === 'cut' ? [{ state: 'left', messageId }] : [])),
      );
      this.#heed(deliveries);
      for (const delivery of deliveries) this.#settled(byId.get(delivery.entry.messageId) as PlannedSend, delivery);
    }
  }

  #ports(planned: readonly PlannedSend[]): PutEventsPorts {
    const { ports, registry, recorder, state, trace } = this.#run;
    return {
      bus: {
        send: (batch, mayLeave) => {
          for (const { messageId } of batch.entries) trace(messageId, 'sent');
          return registry.during(() => ports.bus.send(batch, mayLeave));
        },
      },
      record: recorder.request(planned.map(attemptOf)),
      pause: (milliseconds) => ports.clock.pause(milliseconds, state.ending),
      slowDown: () => this.#queue.slowDown(ports.clock.monotonic()),
    };
  }

  #settled(planned: PlannedSend, delivery: Delivery): void {
    const { outcomes } = this.#run;
    switch (delivery.kind) {
      case 'accepted':
        this.#confirmation.add(planned, delivery);
        break;
      case 'refused':
        outcomes.add(planned, 'failed', delivery);
        break;
      case 'unknown':
        outcomes.add(planned, 'unknown', delivery);
        break;
      case 'cut':
        outcomes.add(planned, 'left', delivery);
        break;
    }
  }

  /** Ends the run for a refusal that will not change, and for a bus that has stopped answering. */
  #heed(deliveries: readonly Delivery[]): void {
    const { state } = this.#run;
    for (const delivery of deliveries) {
      const failure = delivery.kind === 'refused' ? stopsTheRun(delivery.code, delivery.message) : undefined;
      if (failure !== undefined) state.fail(failure);
    }
    const unanswered = deliveries.filter(({ kind }) => kind === 'unknown');
    for (const { entry } of unanswered) this.#confirmation.leaveUnknown(entry.messageId);
    if (deliveries.length > 0) this.#silences = unanswered.length === deliveries.length ? this.#silences + 1 : 0;
    if (this.#silences >= (this.#proven ? SILENCES_TOO_MANY : 1)) state.fail(doesNotAnswer());
  }

  #lasts(messageId: string): boolean {
    const { ports, inFlight } = this.#run;
    return ports.clock.monotonic() < inFlight.visibleAt(messageId) - LEAST_VISIBILITY_MS;
  }
}

/** The failure that ends a run when the bus does not answer: each further outcome would be unknown too. */
function doesNotAnswer(): Failure {
  return new Failure(
    EXIT.partly,
    'NoAnswer',
    'The bus did not answer, so nothing more was sent; the messages named as unknown may have arrived or not.',
    'They stay hidden for up to five minutes. Look for their effect before you redrive them.',
  );
}
