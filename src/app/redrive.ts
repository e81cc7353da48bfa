import type { ReceivedMessage } from '../domain/dead-letter/message.ts';
import type { Examined } from '../domain/diagnosis/examined.ts';
import { isPreflightRefusal } from '../domain/redrive/decision.ts';
import { count, NOTHING, type Tally } from '../domain/redrive/outcome.ts';
import type { SendPolicy } from '../domain/redrive/send-policy.ts';
import { isSelected, type Selection } from '../domain/selection/selection.ts';
import { Dispatch } from './dispatch.ts';
import { Examiner } from './examine.ts';
import { Failure } from './failures.ts';
import { type GivenBack, giveBack } from './give-back.ts';
import { Hands } from './hands.ts';
import { merge } from './merge.ts';
import { Polling } from './poll.ts';
import type { BusPort, Clock, IntegrationPort, QueueDescription, QueuePort } from './ports.ts';
import { Preflight } from './preflight.ts';
import type { RedriveEntry, RedriveEvent } from './redrive-events.ts';
import { refuseRedrivePolicy } from './refuse-redrive-policy.ts';
import { WorkOff } from './work-off.ts';

export interface RedrivePorts {
  readonly queue: QueuePort;
  readonly bus: BusPort;
  readonly integration: IntegrationPort;
  readonly clock: Clock;
}

export interface RedriveRequest {
  readonly selection: Selection;
  readonly policy: SendPolicy;
  readonly endpointHosts: readonly string[];
  readonly forced: ReadonlySet<string>;
  readonly concurrency: number;
  /** At most so many selected messages. */
  readonly limit: number | undefined;
  /** Decide and preflight everything, send nothing. */
  readonly dryRun: boolean;
  /** Groups that the operator saw and agreed to; undefined: all. */
  readonly agreedGroups: ReadonlySet<string> | undefined;
}

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
  yield { kind: 'queue', queue };
  const run = new Run(ports, request, queue, signal);
  try {
    const pollers = Array.from({ length: request.concurrency }, () => run.worker());
    for await (const event of merge(pollers, () => run.stop())) yield event;
  } finally {
    await run.close();
  }
  yield run.end();
}

/** One redrive from the first receive to the last hand-back. */
class Run {
  readonly #ports: RedrivePorts;
  readonly #request: RedriveRequest;
  readonly #signal: AbortSignal;
  readonly #hands: Hands;
  readonly #polling: Polling;
  readonly #examiner: Examiner;
  readonly #dispatch: Dispatch;
  readonly #workOff: WorkOff;
  readonly #unmet: Set<string>;
  #tally: Tally = NOTHING;
  #selected = 0;
  #refused = 0;
  #given: GivenBack | undefined;
  #failure: Failure | undefined;

  constructor(ports: RedrivePorts, request: RedriveRequest, queue: QueueDescription, signal: AbortSignal) {
    this.#ports = ports;
    this.#request = request;
    this.#signal = signal;
    this.#unmet = new Set(request.policy.repair.edits.keys());
    this.#hands = new Hands(ports.queue);
    this.#polling = new Polling(ports, this.#hands);
    this.#examiner = new Examiner(ports.integration, queue, request.endpointHosts);
    const preflight = new Preflight(ports, request.forced, queue.arn);
    this.#dispatch = new Dispatch(ports, this.#hands, signal);
    this.#workOff = new WorkOff(request, preflight, this.#dispatch, ports.clock);
  }

  /** Receives and works off one batch after the other; a failure stops all workers, each after its batch. */
  async *worker(): AsyncGenerator<RedriveEvent> {
    try {
      for await (const { fresh, repeated, leaseEnd } of this.#polling.receipts(this.#signal)) {
        await this.#dispatch.meetAgain(repeated, leaseEnd);
        const selected = await this.#select(fresh);
        yield { kind: 'read', received: this.#polling.seen.count };
        for await (const entry of this.#workOff.entries(selected, leaseEnd)) {
          yield this.#counted(entry);
        }
        if (this.#workOff.failure !== undefined) throw this.#workOff.failure;
      }
    } catch (error) {
      this.#polling.stop();
      if (!(error instanceof Failure)) throw error;
      this.#failure ??= error;
    }
  }

  /** No worker receives again. */
  stop(): void {
    this.#polling.stop();
  }

  /** Hands back everything that was not deleted. */
  async close(): Promise<void> {
    this.#given = await giveBack(this.#ports, this.#polling, this.#hands, this.#signal);
    this.#failure ??= this.#given.failure;
  }

  end(): RedriveEvent {
    const tally = { ...this.#tally, received: this.#polling.seen.count };
    const unmet = [...this.#unmet];
    const reachedLimit = this.#request.limit !== undefined && this.#selected >= this.#request.limit;
    return {
      kind: 'end',
      tally,
      unseen: reachedLimit ? 0 : (this.#given?.unseen ?? 0),
      stuck: this.#given?.stuck ?? 0,
      interrupted: this.#signal.aborted,
      failure: this.#failure,
      warnings: [...this.#examiner.warnings, ...unmetWarning(unmet)],
      allRefused: tally.selected > 0 && this.#refused === tally.selected,
      unmet,
    };
  }

  async #select(fresh: readonly ReceivedMessage[]): Promise<readonly Examined[]> {
    const examined = await Promise.all(fresh.map((message) => this.#examiner.examine(message)));
    const meant = examined.filter((one) => isSelected(this.#request.selection, one));
    const room = (this.#request.limit ?? Number.POSITIVE_INFINITY) - this.#selected;
    const taken = meant.slice(0, Math.max(0, room));
    this.#selected += taken.length;
    for (const { deadLetter } of taken) this.#unmet.delete(deadLetter.messageId);
    if (taken.length >= room) this.#polling.stop();
    return taken;
  }

  #counted(entry: RedriveEntry): RedriveEvent {
    this.#tally = count(this.#tally, entry.outcome, entry.decision.verdict === 'send-repaired');
    if (entry.decision.verdict === 'hold' && isPreflightRefusal(entry.decision.reason)) this.#refused += 1;
    return { kind: 'entry', entry };
  }
}

/** More ids than this are found in the file itself. */
const MOST_IDS = 5;

function unmetWarning(ids: readonly string[]): readonly string[] {
  if (ids.length === 0) return [];
  const more = ids.length > MOST_IDS ? ` and ${ids.length - MOST_IDS} more` : '';
  const named = `${ids.slice(0, MOST_IDS).join(', ')}${more}`;
  return [
    `--edits: ${ids.length === 1 ? 'a message' : `${ids.length} messages`} not met among the selected: ${named}.`,
  ];
}
