import { DEFAULT_RATES, type Rates } from '../../domain/redrive/pace.ts';

/** The detail-types that the operator gave a rate for, as long as no selected event had them: a mistyped one limits nothing. */
export class UnmetRates {
  readonly #types: Set<string>;
  #isAnythingMet = false;

  /** What has a rate by default needs no event to be right. */
  constructor({ byType }: Rates) {
    this.#types = new Set([...byType.keys()].filter((type) => !DEFAULT_RATES.byType.has(type)));
  }

  /** A selected event came. */
  meet(detailType: string): void {
    this.#isAnythingMet = true;
    this.#types.delete(detailType);
  }

  /** What is to be said of those that are left; nothing where no event came at all. */
  get warnings(): readonly string[] {
    if (!this.#isAnythingMet) return [];
    return [...this.#types].map((type) => `--rate ${type}=…: no selected event had that detail-type.`);
  }
}
