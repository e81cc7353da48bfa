import { type DeadLetter, eventOf } from '../../domain/dead-letter/dead-letter.ts';
import type { Examined } from '../../domain/diagnosis/examined.ts';
import { parseConnectionArn, type RuleAddress } from '../../domain/eventbridge/arn.ts';
import type { ApiDestination, Connection } from '../../domain/eventbridge/target.ts';
import type { Lookup } from '../../domain/integration/lookup.ts';
import type { Decision, Doubt, PreflightRefusal } from '../../domain/redrive/decision.ts';
import type { PlannedSend } from '../../domain/redrive/planned.ts';
import { Failure } from '../failures.ts';
import type { Reach } from '../integration/reach.ts';
import type { Clock, IntegrationPort } from '../ports.ts';
import { type EventToMatch, LookupCache, type RuleLookup, type RuleLookups } from './rule-lookups.ts';

/**
 * Checks that `--force` can waive: those that could not be made, `dlq`, which risks events but loses none, and `connection`,
 * which sends events in a circle but loses none.
 */
export const PREFLIGHT_CHECKS = ['bus', 'rule', 'pattern', 'target', 'dlq', 'connection'] as const;

/** The states in which a connection works. `ACTIVE` is a private connection's. */
const WORKING: ReadonlySet<string> = new Set(['AUTHORIZED', 'ACTIVE']);

/**
 * Checks before sending, because PutEvents answers success for a bus that does not exist, for events that no rule matches,
 * and for a rule that has lost its target: an event that is sent there and deleted here would be lost. Only resources in
 * the queue's partition, region and account are looked up.
 */
export class Preflight {
  readonly #integration: IntegrationPort;
  readonly #rules: RuleLookups;
  readonly #forced: ReadonlySet<string>;
  /** Only resources that `Reach` accepts are looked up: a message can name any ARN. */
  readonly #reach: Reach;
  readonly #destinations: LookupCache<Lookup<ApiDestination>>;
  readonly #connections: LookupCache<Lookup<Connection>>;

  constructor(
    integration: IntegrationPort,
    rules: RuleLookups,
    clock: Clock,
    forced: ReadonlySet<string>,
    reach: Reach,
  ) {
    this.#integration = integration;
    this.#rules = rules;
    this.#forced = forced;
    this.#reach = reach;
    this.#destinations = new LookupCache(clock);
    this.#connections = new LookupCache(clock);
  }

  /** The objection to sending this event to the bus of its rule; `undefined` when there is no objection. */
  async check(deadLetter: DeadLetter, rule: RuleAddress, toSend: EventToMatch): Promise<PreflightRefusal | undefined> {
    if ((await this.#reach.placeOf(rule.arn)) !== 'here') return 'rule-elsewhere';
    const rules = this.#rules;
    const lookup = await rules.fresh(rule);
    return (
      rules.busOrRule(lookup) ??
      rules.target(lookup, deadLetter.targetArn) ??
      // Only a target that the rule has: messages can name as many destinations as there are messages.
      (await this.#destination(deadLetter)) ??
      (await rules.pattern(lookup, rule, toSend))
    );
  }

  /**
   * Begins the lookups that `check` will need for these dead letters, so that those of several rules are under way at once.
   * A lookup that fails rejects in `check`.
   */
  begin(deadLetters: readonly DeadLetter[]): void {
    const byTarget = new Map(deadLetters.map((one) => [`${one.ruleArn} ${one.targetArn}`, one]));
    for (const one of byTarget.values()) {
      if (one.rule === undefined) continue;
      void this.#beginAt(one.rule, one).catch(() => {});
    }
  }

  async #beginAt(rule: RuleAddress, deadLetter: DeadLetter): Promise<void> {
    if ((await this.#reach.placeOf(rule.arn)) !== 'here') return;
    const lookup = await this.#rules.fresh(rule);
    if (this.#rules.target(lookup, deadLetter.targetArn) === undefined) await this.#destination(deadLetter);
  }

  async #destination({ destination }: DeadLetter): Promise<PreflightRefusal | undefined> {
    if (destination === undefined || (await this.#reach.placeOf(destination.arn)) !== 'here') return 'target-missing';
    const found = await this.#destinations.fresh(destination.arn, () => this.#integration.destination(destination));
    if (found.kind === 'missing') return 'target-missing';
    if (found.kind === 'found' && found.value.arn !== destination.arn) return 'target-missing';
    if (found.kind === 'denied') return this.#forced.has('target') ? undefined : 'target-unchecked';
    return this.#forced.has('connection') ? undefined : await this.#connection(found.value);
  }

  /**
   * An INACTIVE destination and a connection without authorization send every event straight back to the queue. Source: user
   * guide, "API destinations"; the states, "DescribeConnection". An absent state is no objection.
   */
  async #connection({ state, connectionArn }: ApiDestination): Promise<PreflightRefusal | undefined> {
    if (state === 'INACTIVE') return 'destination-inactive';
    const address = parseConnectionArn(connectionArn ?? '');
    if (address === undefined) return undefined;
    const found = await this.#connections.fresh(address.arn, () => this.#integration.connection(address));
    if (found.kind === 'denied') return 'connection-unchecked';
    return found.kind === 'found' && WORKING.has(found.value.state) ? undefined : 'connection-unauthorized';
  }
}

/**
 * Checks after the bus has accepted events: a rule that was disabled between the check before and the request dropped them.
 */
export class ArrivalCheck {
  readonly #rules: RuleLookups;
  readonly #forced: ReadonlySet<string>;

  constructor(rules: RuleLookups, forced: ReadonlySet<string>) {
    this.#rules = rules;
    this.#forced = forced;
  }

  /**
   * Looks every rule up once, beginning now, and returns by message id the objections to the delivery of accepted events. A
   * failed lookup is an objection too.
   */
  async doubts(accepted: readonly PlannedSend[]): Promise<ReadonlyMap<string, string>> {
    const byRule = Map.groupBy(accepted, ({ rule }) => rule.arn);
    const found = await Promise.all([...byRule.values()].map((some) => this.#doubtsOf(some)));
    return new Map(found.flat());
  }

  /**
   * The objection, from a lookup that began after `since` (milliseconds since the epoch), to the delivery of an event that an
   * earlier run sent. The ledger does not keep that event: it is taken to be the one of `verdict`, or the one in the message.
   */
  async doubtOf(
    { deadLetter }: Examined,
    rule: RuleAddress,
    verdict: Decision,
    since: number,
  ): Promise<Doubt | undefined> {
    const lookup = await this.#rules.fresh(rule, since);
    const doubt = this.#busOrTarget(lookup, deadLetter.targetArn);
    if (doubt !== undefined) return doubt;
    if ('event' in verdict) return this.#rules.pattern(lookup, rule, verdict);
    const event = eventOf(deadLetter);
    const matched =
      event === undefined ? 'pattern-mismatch' : await this.#rules.pattern(lookup, rule, { event, edits: [] });
    // An edit may have changed a member that the pattern matches.
    if (matched !== 'pattern-mismatch') return matched;
    return this.#forced.has('pattern') ? undefined : 'pattern-unchecked';
  }

  async #doubtsOf(accepted: readonly PlannedSend[]): Promise<readonly (readonly [string, string])[]> {
    const { rule } = accepted[0] as PlannedSend;
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

  /** A target without a dead letter queue puts an event at risk; it does not lose it. */
  #busOrTarget(lookup: RuleLookup, targetArn: string | undefined): Doubt | undefined {
    const doubt = this.#rules.busOrRule(lookup) ?? this.#rules.target(lookup, targetArn);
    return doubt === 'dlq-missing' ? undefined : doubt;
  }
}
