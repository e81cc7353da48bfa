import type { DeadLetter } from '../../domain/dead-letter/dead-letter.ts';
import { parseConnectionArn, type RuleAddress } from '../../domain/eventbridge/arn.ts';
import type { ApiDestination, Connection } from '../../domain/eventbridge/target.ts';
import type { Lookup } from '../../domain/integration/lookup.ts';
import type { PreflightRefusal } from '../../domain/redrive/decision.ts';
import { type CallerAccount, Reach } from '../integration/reach.ts';
import type { Clock, IntegrationPort } from '../ports.ts';
import { LookupCache } from './lookup-cache.ts';
import type { RuleLookups, ToSend } from './rule-lookups.ts';

/**
 * Checks that `--force` can wave through: those that could not be made, `dlq`, which risks but does not lose, and
 * `connection`, which sends events round in a circle but does not lose them.
 */
export const PREFLIGHT_CHECKS = ['bus', 'rule', 'pattern', 'target', 'dlq', 'connection'] as const;

/** What API destinations work with. `ACTIVE` is a private connection's; what is on the way to one of them is not there yet. */
const WORKING: ReadonlySet<string> = new Set(['AUTHORIZED', 'ACTIVE']);

/** What preflight is put together from; only what `Reach` calls here is looked up. */
export interface PreflightParts {
  readonly integration: IntegrationPort;
  readonly rules: RuleLookups;
  readonly clock: Clock;
  readonly forced: ReadonlySet<string>;
  readonly queueArn: string;
  readonly callerAccount?: CallerAccount | undefined;
}

/**
 * Looks before sending, because PutEvents answers success for a bus that does not exist, for events that no rule
 * matches, and for a rule that has lost its target: sending those and deleting the dead letter would lose them.
 */
export class Preflight {
  readonly #parts: PreflightParts;
  readonly #reach: Reach;
  readonly #destinations: LookupCache<Lookup<ApiDestination>>;
  readonly #connections: LookupCache<Lookup<Connection>>;

  constructor(parts: PreflightParts) {
    this.#parts = parts;
    this.#reach = new Reach(parts.queueArn, parts.callerAccount);
    this.#destinations = new LookupCache(parts.clock);
    this.#connections = new LookupCache(parts.clock);
  }

  /** What speaks against sending this event to the bus of its rule; `undefined` when nothing does. */
  async check(deadLetter: DeadLetter, rule: RuleAddress, toSend: ToSend): Promise<PreflightRefusal | undefined> {
    if ((await this.#reach.placeOf(rule.arn)) !== 'here') return 'rule-elsewhere';
    const { rules } = this.#parts;
    const lookUp = await rules.fresh(rule);
    return (
      rules.busOrRule(lookUp) ??
      rules.target(lookUp, deadLetter.targetArn) ??
      // Only what the rule has: messages can name as many destinations as there are messages.
      (await this.#destination(deadLetter)) ??
      (await rules.pattern(lookUp, rule, toSend))
    );
  }

  /**
   * Begins the looks for which `check` will ask about these, so that those at several rules are under way at once. Whether
   * one fails is told by `check`.
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
    const { rules } = this.#parts;
    const lookUp = await rules.fresh(rule);
    if (rules.target(lookUp, deadLetter.targetArn) === undefined) await this.#destination(deadLetter);
  }

  async #destination({ destination }: DeadLetter): Promise<PreflightRefusal | undefined> {
    const { integration, forced } = this.#parts;
    // A message can name any destination; only what lies at home is asked for.
    if (destination === undefined || (await this.#reach.placeOf(destination.arn)) !== 'here') return 'target-missing';
    const found = await this.#destinations.fresh(destination.arn, () => integration.destination(destination));
    if (found.kind === 'missing') return 'target-missing';
    if (found.kind === 'found' && found.value.arn !== destination.arn) return 'target-missing';
    if (found.kind === 'denied') return forced.has('target') ? undefined : 'target-unchecked';
    return forced.has('connection') ? undefined : await this.#connection(found.value);
  }

  /**
   * An INACTIVE destination and a connection without authorisation send every event straight back to the queue. Source: user
   * guide, "API destinations"; the states, "DescribeConnection". A state that was not told speaks against nothing.
   */
  async #connection({ state, connectionArn }: ApiDestination): Promise<PreflightRefusal | undefined> {
    if (state === 'INACTIVE') return 'destination-inactive';
    const address = parseConnectionArn(connectionArn ?? '');
    if (address === undefined) return undefined;
    const { integration } = this.#parts;
    const found = await this.#connections.fresh(address.arn, () => integration.connection(address));
    if (found.kind === 'denied') return 'connection-unchecked';
    return found.kind === 'found' && WORKING.has(found.value.state) ? undefined : 'connection-unauthorized';
  }
}
