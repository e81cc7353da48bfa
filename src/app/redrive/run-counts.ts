import { eventOf } from '../../domain/dead-letter/dead-letter.ts';
import { isPreflightRefusal } from '../../domain/redrive/decision.ts';
import { count, NOTHING, type Tally } from '../../domain/redrive/outcome.ts';
import type { Rates } from '../../domain/redrive/pace.ts';
import type { RedriveEntry } from './redrive-events.ts';
import { UnmetCaches } from './unmet-caches.ts';
import { UnmetRates } from './unmet-rates.ts';

/** What is counted of a run while its dead letters come to their ends. */
export class RunCounts {
  #tally: Tally = NOTHING;
  #refused = 0;
  #keptThoughSent = 0;
  readonly #left = new Map<string, number>();
  readonly #unmetRates: UnmetRates;
  readonly #unmetCaches: UnmetCaches;

  constructor(rates: Rates, mapCache: ReadonlyMap<string, string>) {
    this.#unmetRates = new UnmetRates(rates);
    this.#unmetCaches = new UnmetCaches(mapCache);
  }

  /** One more came to its end. */
  add({ decision, examined, outcome, memory }: RedriveEntry): void {
    this.#tally = count(this.#tally, outcome, decision.verdict === 'send-repaired');
    if (decision.verdict === 'hold' && isPreflightRefusal(decision.reason)) this.#refused += 1;
    if (memory.kind === 'accepted' && outcome !== 'removed-only') this.#keptThoughSent += 1;
    const event = 'event' in decision ? decision.event : eventOf(examined.deadLetter);
    if (event !== undefined) this.#unmetRates.meet(event.detailType);
    this.#unmetCaches.meet(examined, decision);
    if (outcome !== 'left') return;
    const detailType = event?.detailType ?? '';
    this.#left.set(detailType, (this.#left.get(detailType) ?? 0) + 1);
  }

  /** All outcomes; what was received is counted elsewhere. */
  get tally(): Tally {
    return this.#tally;
  }

  /** Did preflight refuse everything, and was there anything? */
  get allRefused(): boolean {
    return this.#refused > 0 && this.#refused === this.#tally.selected;
  }

  /** What an earlier run had sent, and this one did not delete either. */
  get keptThoughSent(): number {
    return this.#keptThoughSent;
  }

  /** The warnings about rates and caches that matched nothing. */
  get warnings(): readonly string[] {
    return [...this.#unmetRates.warnings, ...this.#unmetCaches.warnings];
  }

  /** What was not sent, by detail-type: in a dry run what would be. */
  get left(): ReadonlyMap<string, number> {
    return this.#left;
  }
}
