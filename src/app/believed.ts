import type { RuleAddress } from '../domain/eventbridge/arn.ts';
import type { PreflightRefusal } from '../domain/redrive/decision.ts';
import { quote } from '../domain/text/printable.ts';
import { EXIT, Failure } from './failures.ts';

/** Events that a rule was believed to match, and what the next look at it said. */
interface Doubt {
  readonly rule: RuleAddress;
  readonly events: number;
  readonly refusal: PreflightRefusal;
}

/**
 * Counts the events that went because of a look at their rule, until a later look shows whether the rule was still there.
 * A bus answers success for events that no rule matches any more, so between two looks nothing else would tell.
 */
export class Believed {
  readonly #open = new Map<string, { readonly rule: RuleAddress; events: number }>();
  readonly #doubts: Doubt[] = [];

  /** Rules whose events no later look has confirmed. */
  get open(): readonly RuleAddress[] {
    return [...this.#open.values()].map(({ rule }) => rule);
  }

  /** An event may go because of the last look at its rule. */
  count(rule: RuleAddress): void {
    const known = this.#open.get(rule.arn);
    if (known === undefined) this.#open.set(rule.arn, { rule, events: 1 });
    else known.events += 1;
  }

  /** A look that began later says what speaks against the rule now, if anything. */
  lookedAgain({ arn }: RuleAddress, refusal: PreflightRefusal | undefined): void {
    const known = this.#open.get(arn);
    this.#open.delete(arn);
    if (known !== undefined && refusal !== undefined) this.#doubts.push({ ...known, refusal });
  }

  /** The failure of a run of which some events may never have reached their target. */
  get failure(): Failure | undefined {
    if (this.#doubts.length === 0) return undefined;
    const events = this.#doubts.reduce((sum, doubt) => sum + doubt.events, 0);
    const rules = this.#doubts.map(({ rule, refusal }) => `${quote(rule.name, 64)} (${refusal})`);
    return new Failure(
      EXIT.partly,
      'MayBeSwallowed',
      `While the run was under way somebody changed ${rules.join(', ')}: up to ${events} events that the bus accepted shortly before this was seen may have gone nowhere.`,
      'Look for their effect. momento-eb ledger show last lists the last ones that were sent; put those again that are missing.',
    );
  }
}
