import { timeNeeded } from '../../domain/redrive/pace.ts';
import { statusOfRedrive } from '../exit-status.ts';
import { Failure, isStop } from '../failures.ts';
import { WITHOUT_LEDGER } from '../ledger/no-ledger.ts';
import { Examiner } from '../list/examiner.ts';
import type { QueueDescription } from '../ports.ts';
import { InFlightMessages } from '../queue/in-flight-messages.ts';
import { merge } from '../queue/merge.ts';
import { BOUNDS, Poller } from '../queue/poller.ts';
import { readingEnd, readingWarnings, tooManyInFlight } from '../queue/reading-ends.ts';
import { refuseRedrivePolicy } from '../queue/redrive-policy.ts';
import { type ClosedReading, closeReading } from '../queue/release.ts';
import type { AlsoFires, RedriveEnd, RedriveEntry, RedriveEvent } from './redrive-events.ts';
import { type RedriveParts, redriveParts } from './redrive-parts.ts';
import type { RedrivePorts, RedriveRequest } from './redrive-request.ts';
import { RunCounts } from './run-counts.ts';
import { RunOpening } from './run-opening.ts';
import { Selecting } from './selecting.ts';

/**
 * Puts the selected dead letters back on their buses and deletes what was accepted; everything else is handed back at
 * the end, also when the run is interrupted or fails. Rejects only before anything was received; later failures are
 * told in the end event, after the outcomes.
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
  try {
    yield { kind: 'queue', queue };
    const pollers = Array.from({ length: request.concurrency }, () => run.worker());
    for await (const event of merge(pollers, () => run.stop())) yield event;
  } finally {
    await run.close();
  }
  yield await run.end();
}

/** One redrive from the first receive to the last hand-back. */
class Run {
  readonly #ports: RedrivePorts;
  readonly #request: RedriveRequest;
  readonly #signal: AbortSignal;
  readonly #inFlight: InFlightMessages;
  readonly #poller: Poller;
  readonly #selecting: Selecting;
  readonly #opening: RunOpening;
  readonly #parts: RedriveParts;
  readonly #counts: RunCounts;
  #given: ClosedReading | undefined;
  #alsoFires: readonly AlsoFires[] = [];
  #failure: Failure | undefined;

  constructor(ports: RedrivePorts, request: RedriveRequest, queue: QueueDescription, signal: AbortSignal) {
    this.#ports = ports;
    this.#request = request;
    this.#signal = signal;
    this.#counts = new RunCounts(request.rates);
    this.#inFlight = new InFlightMessages(ports);
    this.#poller = new Poller(ports, this.#inFlight, { ...BOUNDS, inFlight: request.maxInFlight }, queue.visible);
    this.#selecting = new Selecting(
      request,
      new Examiner(ports.integration, queue, request.endpointHosts, {
        callerAccount: ports.callerAccount,
        sendToRule: request.sendToRule,
      }),
    );
    const place = { queueArn: queue.arn, startedAt: ports.clock.now() };
    this.#opening = new RunOpening(ports.ledger, request, place);
    this.#parts = redriveParts(ports, request, place, this.#inFlight, () => this.#opening.begin(), signal);
  }

  /** Opens the run in the ledger, before anything is received; a plan is nothing that happened, unless it doubts something. */
  async begin(): Promise<void> {
    if (!this.#request.dryRun) await this.#opening.begin();
  }

  /** Receives, decides and sends; a failure stops all workers, each after its request. What waits to be sent goes first. */
  async *worker(): AsyncGenerator<RedriveEvent> {
    const { workOff, dispatch } = this.#parts;
    try {
      for await (const { fresh, repeated } of this.#poller.batches(this.#signal, () => workOff.isWaiting)) {
        await dispatch.meetAgain(repeated);
        const selected = await this.#selecting.of(fresh);
        if (this.#selecting.reachedLimit) this.#poller.stop();
        yield { kind: 'read', received: this.#poller.seen.count };
        yield* this.#counted(workOff.entries(selected, fresh.length === 0));
        while (workOff.isFull && !this.#signal.aborted) yield* this.#counted(workOff.sent());
        if (workOff.failure !== undefined) throw workOff.failure;
      }
    } catch (error) {
      this.#poller.stop();
      if (!(error instanceof Failure)) throw error;
      if (!isStop(error)) this.#failure ??= error;
    }
    while (workOff.isWaiting) yield* this.#counted(workOff.sent());
    if (!isStop(workOff.failure)) this.#failure ??= workOff.failure;
  }

  /** No worker receives again. */
  stop(): void {
    this.#poller.stop();
  }

  /** InFlightMessages back everything that was not deleted. */
  async close(): Promise<void> {
    this.#given = await closeReading(this.#ports, this.#poller, this.#inFlight, this.#signal);
    this.#alsoFires = await this.#parts.otherRules.found();
    this.#failure ??= this.#given.failure ?? tooManyInFlight(this.#poller);
  }

  /** Closes the run in the ledger. What cannot be written then is told as the failure, unless there is another. */
  async end(): Promise<RedriveEnd> {
    const end = this.#end();
    if (this.#request.dryRun && this.#opening.id === undefined) return end;
    const { failure, interrupted, tally } = end;
    await this.#parts.recorder.end({
      exit: statusOfRedrive(end, this.#request.dryRun),
      failure: failure?.code,
      interrupted,
      tally,
      reading: readingEnd(this.#poller, this.#given, this.#selecting.reachedLimit, this.#counts.keptThoughSent),
    });
    return { ...end, failure: failure ?? this.#parts.recorder.failure };
  }

  #end(): RedriveEnd {
    const tally = { ...this.#counts.tally, received: this.#poller.seen.count };
    return {
      kind: 'end',
      run: this.#opening.id,
      tally,
      unseen: this.#selecting.reachedLimit ? 0 : (this.#given?.unseen ?? 0),
      unread: this.#selecting.reachedLimit ? 0 : (this.#given?.unread ?? 0),
      stuck: this.#given?.stuck ?? 0,
      interrupted: this.#signal.aborted,
      failure: this.#failure,
      warnings: this.#warnings,
      alsoFires: this.#alsoFires,
      rates: this.#request.rates,
      millisecondsToSend: timeNeeded(this.#request.rates, this.#counts.left),
      allRefused: this.#counts.allRefused,
      unmet: this.#selecting.unmet,
    };
  }

  get #warnings(): readonly string[] {
    return [
      ...(this.#opening.id === undefined && !this.#request.dryRun ? [WITHOUT_LEDGER] : []),
      ...this.#selecting.warnings,
      ...this.#parts.otherRules.notes,
      ...this.#counts.warnings,
      ...readingWarnings(this.#poller),
    ];
  }

  async *#counted(entries: AsyncIterable<RedriveEntry>): AsyncGenerator<RedriveEvent> {
    for await (const entry of entries) {
      this.#counts.add(entry);
      yield { kind: 'entry', entry };
    }
  }
}
