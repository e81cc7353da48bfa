import { eventOf } from '../../domain/dead-letter/dead-letter.ts';
import type { Examined } from '../../domain/diagnosis/examined.ts';
import type { RuleAddress } from '../../domain/eventbridge/arn.ts';
import type { Decision, Doubt } from '../../domain/redrive/decision.ts';
import { Failure } from '../failures.ts';
import type { Prepared } from './known.ts';
import type { RuleLookup, RuleLookups } from './rule-lookups.ts';

/**
 * Looks after the bus has accepted, because a rule that was disabled between the look before and the request has let
 * the event fall.
 */
export class Arrival {
  readonly #rules: RuleLookups;
  readonly #forced: ReadonlySet<string>;

  constructor(rules: RuleLookups, forced: ReadonlySet<string>) {
    this.#rules = rules;
    this.#forced = forced;
  }

  /**
   * What a look that begins now says against accepted events having reached their target, by message id. Where the look
   * cannot be made that is not known, which speaks against them too.
   */
  async doubts(accepted: readonly Prepared[]): Promise<ReadonlyMap<string, string>> {
    const byRule = Map.groupBy(accepted, ({ rule }) => rule.arn);
    const found = await Promise.all([...byRule.values()].map((some) => this.#doubtsOf(some)));
    return new Map(found.flat());
  }

  /**
   * What a look that began after `since` (milliseconds since the epoch) says against the arrival of what an earlier run
   * sent. What that was is not written down: it is taken to be what `verdict` would send, or the event as it lies there.
   */
  async doubtOf(
    { deadLetter }: Examined,
    rule: RuleAddress,
    verdict: Decision,
    since: number,
  ): Promise<Doubt | undefined> {
    const lookUp = await this.#rules.fresh(rule, since);
    const doubt = this.#busOrTarget(lookUp, deadLetter.targetArn);
    if (doubt !== undefined) return doubt;
    if ('event' in verdict) return this.#rules.pattern(lookUp, rule, verdict);
    const event = eventOf(deadLetter);
    const said =
      event === undefined ? 'pattern-mismatch' : await this.#rules.pattern(lookUp, rule, { event, edits: [] });
    // An edit may have brought it to where the pattern looks.
    if (said !== 'pattern-mismatch') return said;
    return this.#forced.has('pattern') ? undefined : 'pattern-unchecked';
  }

  async #doubtsOf(accepted: readonly Prepared[]): Promise<readonly (readonly [string, string])[]> {
    const { rule } = accepted[0] as Prepared;
    try {
      const { before, now } = await this.#rules.afterwards(rule);
      const doubts: (readonly [string, string])[] = [];
      for (const { examined, decision } of accepted) {
        const { messageId, targetArn } = examined.deadLetter;
        const doubt =
          this.#busOrTarget(now, targetArn) ??
          (now.pattern === before?.pattern ? undefined : await this.#rules.pattern(now, rule, decision));
        if (doubt !== undefined) doubts.push([messageId, doubt]);
      }
      return doubts;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return accepted.map(({ examined }) => [examined.deadLetter.messageId, error.code]);
    }
  }

  /** Without a dead letter queue an event is at risk, and not lost. */
  #busOrTarget(lookUp: RuleLookup, targetArn: string | undefined): Doubt | undefined {
    const doubt = this.#rules.busOrRule(lookUp) ?? this.#rules.target(lookUp, targetArn);
    return doubt === 'dlq-missing' ? undefined : doubt;
  }
}
