import { eventOf } from '../../domain/dead-letter/dead-letter.ts';
import { priorOutcomeOf } from '../../domain/history/prior-attempts.ts';
import { isPreflightRefusal } from '../../domain/redrive/decision.ts';
import { count, NOTHING, type Outcome, type Tally } from '../../domain/redrive/outcome.ts';
import { DEFAULT_RATES, type Rates } from '../../domain/redrive/pace.ts';
import type { Planned } from '../../domain/redrive/planned.ts';
import type { Delivery } from './put-events.ts';
import type { RedriveEntry, RedriveEvent } from './redrive-events.ts';
import type { Trace } from './redrive-request.ts';
import { Change } from './run-state.ts';
import { UnmetCaches } from './unmet-caches.ts';

/** With more unread outcomes than this, the run receives and sends nothing until the reader has read some. */
const MOST_UNREAD = { outcomes: 1_000, bytes: 16 * 1024 * 1024 } as const;

/**
 * The outcomes of a run, counted when they are added and kept until the reader takes them. Adding never waits, so that a
 * stalled reader cannot delay a deletion after an acceptance.
 */
export class Outcomes {
  readonly #onRoom: () => void;
  readonly #trace: Trace;
  readonly #news = new Change();
  #unread: RedriveEntry[] = [];
  /** Outcomes that the reader has not taken yet, and the size of their messages. */
  #count = 0;
  #bytes = 0;
  readonly #left = new Map<string, number>();
  /** Detail-types with a rate that no selected event had; a default rate may apply to nothing. */
  readonly #unmetRates: Set<string>;
  #tally: Tally = NOTHING;
  #refused = 0;
  #keptThoughSent = 0;
  #anyEvent = false;
  #received = 0;
  #toldReceived = 0;
  #ended = false;

  readonly #unmetCaches: UnmetCaches;

  /** `onRoom` is called when the reader has made room. */
  constructor(rates: Rates, mapCache: ReadonlyMap<string, string>, onRoom: () => void, trace: Trace) {
    this.#unmetCaches = new UnmetCaches(mapCache);
    this.#onRoom = onRoom;
    this.#trace = trace;
    this.#unmetRates = new Set([...rates.byType.keys()].filter((type) => !DEFAULT_RATES.byType.has(type)));
  }

  /** The outcome of one message; `delivery` is the answer of the bus, where it was asked. */
  add(planned: Planned, outcome: Outcome, delivery?: Delivery): void {
    const { examined, decision } = planned;
    const entry = entryOf(planned, outcome, delivery);
    this.#trace(examined.deadLetter.messageId, outcome);
    this.#tally = count(this.#tally, outcome, decision.verdict === 'send-repaired');
    if (decision.verdict === 'hold' && isPreflightRefusal(decision.reason)) this.#refused += 1;
    if (entry.prior.kind === 'accepted' && outcome !== 'removed-only') this.#keptThoughSent += 1;
    this.#unmetCaches.meet(examined, decision);
    this.#unread.push(entry);
    this.#count += 1;
    this.#bytes += examined.deadLetter.text.length;
    const event = 'event' in decision ? decision.event : eventOf(examined.deadLetter);
    if (event !== undefined) {
      this.#anyEvent = true;
      this.#unmetRates.delete(event.detailType);
    }
    if (outcome === 'left') {
      const detailType = event?.detailType ?? '';
      this.#left.set(detailType, (this.#left.get(detailType) ?? 0) + 1);
    }
    this.#news.tell();
  }

  /** Records the number of distinct messages received so far. */
  received(messages: number): void {
    this.#received = messages;
    this.#news.tell();
  }

  /** Must the run wait for the reader before it receives or sends more? */
  get isFull(): boolean {
    return this.#count >= MOST_UNREAD.outcomes || this.#bytes >= MOST_UNREAD.bytes;
  }

  get tally(): Tally {
    return { ...this.#tally, received: this.#received };
  }

  /** Did preflight refuse everything selected, and was there anything? */
  get allRefused(): boolean {
    return this.#refused > 0 && this.#refused === this.#tally.selected;
  }

  /** Messages that an earlier run had sent and that this one has not deleted either. */
  get keptThoughSent(): number {
    return this.#keptThoughSent;
  }

  /** Events that were not sent, by detail-type; in a dry run those that would be. */
  get left(): ReadonlyMap<string, number> {
    return this.#left;
  }

  /** Rates and mapped caches that applied to nothing, such as mistyped ones; none where no event came at all. */
  get warnings(): readonly string[] {
    const rates = [...this.#unmetRates].map((type) => `--rate ${type}=…: no selected event had that detail-type.`);
    return [...(this.#anyEvent ? rates : []), ...this.#unmetCaches.warnings];
  }

  /** Nothing more is added. */
  end(): void {
    this.#ended = true;
    this.#news.tell();
  }

  /** The outcomes in their order, until `end`; for one reader. */
  async *events(): AsyncGenerator<RedriveEvent> {
    for (;;) {
      if (this.#toldReceived !== this.#received) {
        this.#toldReceived = this.#received;
        yield { kind: 'read', received: this.#received };
      }
      const unread = this.#unread;
      this.#unread = [];
      for (const entry of unread) {
        yield { kind: 'entry', entry };
        this.#taken(entry);
      }
      if (unread.length > 0) continue;
      if (this.#ended) return;
      await this.#news.next();
    }
  }

  #taken({ examined }: RedriveEntry): void {
    const wasFull = this.isFull;
    this.#count -= 1;
    this.#bytes -= examined.deadLetter.text.length;
    if (wasFull && !this.isFull) this.#onRoom();
  }
}

function entryOf({ examined, decision, prior }: Planned, outcome: Outcome, delivery?: Delivery): RedriveEntry {
  const before = decision.verdict === 'remove-only' ? decision.newEventId : undefined;
  const errorCode = delivery?.kind === 'refused' ? delivery.code : undefined;
  return {
    examined,
    decision,
    outcome,
    prior: priorOutcomeOf(prior),
    newEventId: delivery?.kind === 'accepted' ? delivery.newEventId : before,
    errorCode,
    errorMessage: messageOf(delivery),
  };
}

function messageOf(delivery: Delivery | undefined): string | undefined {
  if (delivery?.kind === 'refused') return delivery.message;
  return delivery?.kind === 'unknown' ? delivery.reason : undefined;
}
