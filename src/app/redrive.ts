import type { ReceivedMessage } from '../domain/dead-letter/message.ts';
import type { Examined } from '../domain/diagnosis/examined.ts';
import { timeNeeded } from '../domain/redrive/pace.ts';
import { isSelected } from '../domain/selection/selection.ts';
import type { RunPlace } from './decider.ts';
import { Examiner } from './examine.ts';
import { statusOfRedrive } from './exit-status.ts';
import { Failure, isStop } from './failures.ts';
import { type GivenBack, giveBack } from './give-back.ts';
import { Hands } from './hands.ts';
import { merge } from './merge.ts';
import { WITHOUT_LEDGER } from './no-ledger.ts';
import { BOUNDS, Polling } from './poll.ts';
import type { QueueDescription } from './ports.ts';
import { readingEnd, readingWarnings, tooManyInHand } from './reading-ends.ts';
import type { AlsoFires, RedriveEnd, RedriveEntry, RedriveEvent } from './redrive-events.ts';
import { type RedriveParts, redriveParts } from './redrive-parts.ts';
import type { RedrivePorts, RedriveRequest } from './redrive-request.ts';
import { refuseRedrivePolicy } from './refuse-redrive-policy.ts';
import { RunCounts } from './run-counts.ts';
import { UnmetEdits } from './unmet-edits.ts';

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
  readonly #hands: Hands;
  readonly #polling: Polling;
  readonly #examiner: Examiner;
  readonly #place: RunPlace;
  readonly #parts: RedriveParts;
  readonly #unmet: UnmetEdits;
  readonly #counts: RunCounts;
  #selected = 0;
  #given: GivenBack | undefined;
  #alsoFires: readonly AlsoFires[] = [];
  #failure: Failure | undefined;
  #id: string | undefined;
  #begun: Promise<void> | undefined;

  constructor(ports: RedrivePorts, request: RedriveRequest, queue: QueueDescription, signal: AbortSignal) {
    this.#ports = ports;
    this.#request = request;
    this.#signal = signal;
    this.#counts = new RunCounts(request.rates);
    this.#unmet = new UnmetEdits(request.policy.repair.edits.keys());
    this.#hands = new Hands(ports);
    this.#polling = new Polling(ports, this.#hands, { ...BOUNDS, inHand: request.maxInHand }, queue.visible);
    this.#examiner = new Examiner(ports.integration, queue, request.endpointHosts);
    this.#place = { queueArn: queue.arn, startedAt: ports.clock.now() };
    this.#parts = redriveParts(ports, request, this.#place, this.#hands, () => this.#begin(), signal);
  }

  /** Opens the run in the ledger, before anything is received; a plan is nothing that happened, unless it doubts something. */
  async begin(): Promise<void> {
    if (!this.#request.dryRun) await this.#begin();
  }

  #begin(): Promise<void> {
    this.#begun ??= this.#writeHead();
    return this.#begun;
  }

  async #writeHead(): Promise<void> {
    const who = await this.#request.who;
    this.#id = await this.#ports.ledger.begin({ ...this.#request.about, who, ...this.#place });
  }

  /** Receives, decides and sends; a failure stops all workers, each after its request. What waits to be sent goes first. */
  async *worker(): AsyncGenerator<RedriveEvent> {
    const { workOff, dispatch } = this.#parts;
    try {
      for await (const { fresh, repeated } of this.#polling.receipts(this.#signal, () => workOff.isWaiting)) {
        await dispatch.meetAgain(repeated);
        const selected = await this.#select(fresh);
        yield { kind: 'read', received: this.#polling.seen.count };
        yield* this.#counted(workOff.entries(selected, fresh.length === 0));
        while (workOff.isFull && !this.#signal.aborted) yield* this.#counted(workOff.sent());
        if (workOff.failure !== undefined) throw workOff.failure;
      }
    } catch (error) {
      this.#polling.stop();
      if (!(error instanceof Failure)) throw error;
      if (!isStop(error)) this.#failure ??= error;
    }
    while (workOff.isWaiting) yield* this.#counted(workOff.sent());
    if (!isStop(workOff.failure)) this.#failure ??= workOff.failure;
  }

  /** No worker receives again. */
  stop(): void {
    this.#polling.stop();
  }

  /** Hands back everything that was not deleted. */
  async close(): Promise<void> {
    this.#given = await giveBack(this.#ports, this.#polling, this.#hands, this.#signal);
    this.#alsoFires = await this.#parts.otherRules.found();
    this.#failure ??= this.#given.failure ?? tooManyInHand(this.#polling);
  }

  /** Closes the run in the ledger. What cannot be written then is told as the failure, unless there is another. */
  async end(): Promise<RedriveEnd> {
    const end = this.#end();
    if (this.#request.dryRun && this.#id === undefined) return end;
    const { failure, interrupted, tally } = end;
    await this.#parts.recorder.end({
      exit: statusOfRedrive(end, this.#request.dryRun),
      failure: failure?.code,
      interrupted,
      tally,
      reading: readingEnd(this.#polling, this.#given, this.#reachedLimit, this.#counts.keptThoughSent),
    });
    return { ...end, failure: failure ?? this.#parts.recorder.failure };
  }

  #end(): RedriveEnd {
    const tally = { ...this.#counts.tally, received: this.#polling.seen.count };
    return {
      kind: 'end',
      run: this.#id,
      tally,
      unseen: this.#reachedLimit ? 0 : (this.#given?.unseen ?? 0),
      unread: this.#reachedLimit ? 0 : (this.#given?.unread ?? 0),
      stuck: this.#given?.stuck ?? 0,
      interrupted: this.#signal.aborted,
      failure: this.#failure,
      warnings: this.#warnings,
      alsoFires: this.#alsoFires,
      rates: this.#request.rates,
      millisecondsToSend: timeNeeded(this.#request.rates, this.#counts.left),
      allRefused: this.#counts.allRefused,
      unmet: this.#unmet.ids,
    };
  }

  get #reachedLimit(): boolean {
    return this.#request.limit !== undefined && this.#selected >= this.#request.limit;
  }

  get #warnings(): readonly string[] {
    return [
      ...(this.#id === undefined && !this.#request.dryRun ? [WITHOUT_LEDGER] : []),
      ...this.#examiner.warnings,
      ...this.#parts.otherRules.notes,
      ...this.#unmet.warnings,
      ...this.#counts.warnings,
      ...readingWarnings(this.#polling),
    ];
  }

  async #select(fresh: readonly ReceivedMessage[]): Promise<readonly Examined[]> {
    const examined = await Promise.all(fresh.map((message) => this.#examiner.examine(message)));
    const meant = examined.filter((one) => isSelected(this.#request.selection, one));
    const room = (this.#request.limit ?? Number.POSITIVE_INFINITY) - this.#selected;
    const taken = meant.slice(0, Math.max(0, room));
    this.#selected += taken.length;
    for (const { deadLetter } of taken) this.#unmet.meet(deadLetter.messageId);
    if (taken.length >= room) this.#polling.stop();
    return taken;
  }

  async *#counted(entries: AsyncIterable<RedriveEntry>): AsyncGenerator<RedriveEvent> {
    for await (const entry of entries) {
      this.#counts.add(entry);
      yield { kind: 'entry', entry };
    }
  }
}
