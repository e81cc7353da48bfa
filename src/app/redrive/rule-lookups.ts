import type { RuleAddress } from '../../domain/eventbridge/arn.ts';
import type { EventEnvelope } from '../../domain/eventbridge/event.ts';
import type { Target } from '../../domain/eventbridge/target.ts';
import type { Lookup } from '../../domain/integration/lookup.ts';
import type { Doubt } from '../../domain/redrive/decision.ts';
import { envelopeToBe } from '../../domain/redrive/entry.ts';
import type { Edit } from '../../domain/repair/repair.ts';
import type { Clock, IntegrationPort, Rule } from '../ports.ts';
import { LookupCache } from './lookup-cache.ts';
import { PatternCheck } from './pattern-check.ts';

/** An event that is to be sent, or was, and the edits that made it. */
export interface ToSend {
  readonly event: EventEnvelope;
  readonly edits: readonly Edit[];
}

/** What a look at a rule saw. */
export interface RuleLookup {
  readonly bus: Lookup<true>;
  readonly rule: Lookup<Rule>;
  readonly targets: Lookup<readonly Target[]>;
  readonly pattern: PatternCheck | undefined;
}

/** Looks at rules, and what they say against an event that goes to their bus; what `forced` names may stay unseen. */
export class RuleLookups {
  readonly #integration: IntegrationPort;
  readonly #afterwards: IntegrationPort;
  readonly #lookups: LookupCache<RuleLookup>;
  readonly #forced: ReadonlySet<string>;
  readonly #patterns = new Map<string, PatternCheck>();

  /** `afterwards` is for looks that a stop does not cut. */
  constructor(integration: IntegrationPort, afterwards: IntegrationPort, clock: Clock, forced: ReadonlySet<string>) {
    this.#integration = integration;
    this.#afterwards = afterwards;
    this.#lookups = new LookupCache(clock);
    this.#forced = forced;
  }

  /** What a look saw that is fresh and began after `since` (milliseconds since the epoch). */
  fresh(rule: RuleAddress, since?: number): Promise<RuleLookup> {
    return this.#lookups.fresh(rule.arn, () => this.#lookUp(rule, this.#integration), since);
  }

  /** What a look sees that begins now and is not cut by a stop, and what the one before saw. */
  async afterwards(rule: RuleAddress): Promise<{ readonly before: RuleLookup | undefined; readonly now: RuleLookup }> {
    const before = await this.#lookups.last(rule.arn);
    // A rule that is there has its bus.
    const bus = before?.bus ?? (await this.#afterwards.bus(rule));
    const now = await this.#lookups.anew(rule.arn, () => this.#lookUp(rule, this.#afterwards, bus));
    return { before, now };
  }

  /** What the bus and the rule themselves say. */
  busOrRule({ bus, rule }: RuleLookup): Doubt | undefined {
    if (bus.kind === 'missing') return 'bus-missing';
    if (bus.kind === 'denied' && !this.#forced.has('bus')) return 'bus-unchecked';
    if (rule.kind === 'missing') return 'rule-missing';
    if (rule.kind === 'denied') return this.#forced.has('rule') ? undefined : 'rule-unchecked';
    return rule.value.state.startsWith('ENABLED') ? undefined : 'rule-disabled';
  }

  /** What the rule's targets say; `dlq-missing`: the target is there, and has no dead letter queue. */
  target({ targets }: RuleLookup, targetArn: string | undefined): Doubt | 'dlq-missing' | undefined {
    if (targets.kind === 'missing') return 'rule-missing';
    if (targets.kind === 'denied') return this.#forced.has('target') ? undefined : 'target-unchecked';
    const target = targets.value.find((candidate) => candidate.arn === targetArn);
    if (target === undefined) return 'target-missing';
    return target.deadLetterArn === undefined && !this.#forced.has('dlq') ? 'dlq-missing' : undefined;
  }

  /** What the rule's pattern says. */
  async pattern(lookUp: RuleLookup, rule: RuleAddress, { event, edits }: ToSend): Promise<Doubt | undefined> {
    if (lookUp.rule.kind !== 'found') return undefined;
    if (lookUp.pattern === undefined) return 'pattern-mismatch';
    const matches = await lookUp.pattern.matches(envelopeToBe(event, rule), kindOf(edits));
    if (matches.kind === 'found') return matches.value ? undefined : 'pattern-mismatch';
    return this.#forced.has('pattern') ? undefined : 'pattern-unchecked';
  }

  async #lookUp(rule: RuleAddress, integration: IntegrationPort, knownBus?: Lookup<true>): Promise<RuleLookup> {
    const [bus, found, targets] = await Promise.all([
      knownBus ?? integration.bus(rule),
      integration.rule(rule),
      integration.targets(rule),
    ]);
    const pattern = found.kind === 'found' ? found.value.pattern : undefined;
    return { bus, rule: found, targets, pattern: pattern === undefined ? undefined : this.#patternOf(pattern) };
  }

  /** What EventBridge has confirmed of a pattern holds as long as the pattern stays the same. */
  #patternOf(pattern: string): PatternCheck {
    const known = this.#patterns.get(pattern);
    const check = known ?? new PatternCheck(this.#integration, pattern);
    if (known === undefined) this.#patterns.set(pattern, check);
    return check;
  }
}

/** What edits have in common that a pattern could see: what they change and why. */
function kindOf(edits: readonly Edit[]): string {
  return edits.map(({ path, mends }) => `${path} ${mends}`).join(', ');
}
