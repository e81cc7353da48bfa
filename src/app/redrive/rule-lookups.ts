import type { RuleAddress } from '../../domain/eventbridge/arn.ts';
import type { EventEnvelope } from '../../domain/eventbridge/event.ts';
import { matchPattern, type ParsedPattern, parsePattern } from '../../domain/eventbridge/pattern/pattern.ts';
import type { Target } from '../../domain/eventbridge/target.ts';
import type { Lookup } from '../../domain/integration/lookup.ts';
import type { JsonObject } from '../../domain/json/json.ts';
import { jsonText } from '../../domain/json/json-text.ts';
import type { Doubt } from '../../domain/redrive/decision.ts';
import { envelopeToBe } from '../../domain/redrive/entry.ts';
import type { Edit } from '../../domain/repair/repair.ts';
import type { Clock, IntegrationPort, Rule } from '../ports.ts';

/** An event to send, or a sent one, and the edits that made it. */
export interface EventToMatch {
  readonly event: EventEnvelope;
  readonly edits: readonly Edit[];
}

/** The result of one lookup of a rule. */
export interface RuleLookup {
  readonly bus: Lookup<true>;
  readonly rule: Lookup<Rule>;
  readonly targets: Lookup<readonly Target[]>;
  readonly pattern: PatternCheck | undefined;
}

/** Looks up rules, and returns the objections to an event for their bus; a check in `forced` may fail. */
export class RuleLookups {
  readonly #integration: IntegrationPort;
  readonly #afterwards: IntegrationPort;
  readonly #lookups: LookupCache<RuleLookup>;
  readonly #forced: ReadonlySet<string>;
  readonly #patterns = new Map<string, PatternCheck>();

  /** `afterwards` is for lookups that a stop does not cut. */
  constructor(integration: IntegrationPort, afterwards: IntegrationPort, clock: Clock, forced: ReadonlySet<string>) {
    this.#integration = integration;
    this.#afterwards = afterwards;
    this.#lookups = new LookupCache(clock);
    this.#forced = forced;
  }

  /** A lookup that is fresh and began after `since` (milliseconds since the epoch). */
  fresh(rule: RuleAddress, since?: number): Promise<RuleLookup> {
    return this.#lookups.fresh(rule.arn, () => this.#lookUp(rule, this.#integration), since);
  }

  /** A lookup that begins now and is not cut by a stop, and the one before it. */
  async afterwards(rule: RuleAddress): Promise<{ readonly before: RuleLookup | undefined; readonly now: RuleLookup }> {
    const before = await this.#lookups.last(rule.arn);
    // A rule that is there has its bus.
    const bus = before?.bus ?? (await this.#afterwards.bus(rule));
    const now = await this.#lookups.anew(rule.arn, () => this.#lookUp(rule, this.#afterwards, bus));
    return { before, now };
  }

  /** The objection of the bus and the rule. */
  busOrRule({ bus, rule }: RuleLookup): Doubt | undefined {
    if (bus.kind === 'missing') return 'bus-missing';
    if (bus.kind === 'denied' && !this.#forced.has('bus')) return 'bus-unchecked';
    if (rule.kind === 'missing') return 'rule-missing';
    if (rule.kind === 'denied') return this.#forced.has('rule') ? undefined : 'rule-unchecked';
    return rule.value.state.startsWith('ENABLED') ? undefined : 'rule-disabled';
  }

  /** The objection of the rule's targets; `dlq-missing`: the target exists, and has no dead letter queue. */
  target({ targets }: RuleLookup, targetArn: string | undefined): Doubt | 'dlq-missing' | undefined {
    if (targets.kind === 'missing') return 'rule-missing';
    if (targets.kind === 'denied') return this.#forced.has('target') ? undefined : 'target-unchecked';
    const target = targets.value.find((candidate) => candidate.arn === targetArn);
    if (target === undefined) return 'target-missing';
    return target.deadLetterArn === undefined && !this.#forced.has('dlq') ? 'dlq-missing' : undefined;
  }

  /** The objection of the rule's pattern. */
  async pattern(lookup: RuleLookup, rule: RuleAddress, { event, edits }: EventToMatch): Promise<Doubt | undefined> {
    if (lookup.rule.kind !== 'found') return undefined;
    if (lookup.pattern === undefined) return 'pattern-mismatch';
    const matches = await lookup.pattern.matches(envelopeToBe(event, rule), kindOf(edits));
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

  /** The confirmations of EventBridge for one pattern hold as long as the pattern stays the same. */
  #patternOf(pattern: string): PatternCheck {
    const known = this.#patterns.get(pattern);
    const check = known ?? new PatternCheck(this.#integration, pattern);
    if (known === undefined) this.#patterns.set(pattern, check);
    return check;
  }
}

/** The kind of edits that a pattern could match: the members they change, and why. */
function kindOf(edits: readonly Edit[]): string {
  return edits.map(({ path, mends }) => `${path} ${mends}`).join(', ');
}

/**
 * Does a rule's pattern match an event? It is answered here, because TestEventPattern takes one event a call. EventBridge
 * confirms the first yes and the first no of each kind of edit, because an edit may change a member that the pattern matches.
 * Where EventBridge ever disagrees, or the pattern has an operator that is not known here, it is asked about each event.
 * Where TestEventPattern is not permitted, our answer counts; `missing` is an event that EventBridge does not test.
 */
export class PatternCheck {
  readonly #integration: IntegrationPort;
  readonly #pattern: string;
  readonly #parsed: ParsedPattern;
  readonly #confirmations = new Map<string, Promise<Lookup<boolean>>>();

  constructor(integration: IntegrationPort, pattern: string) {
    this.#integration = integration;
    this.#pattern = pattern;
    this.#parsed = parsePattern(pattern);
  }

  /** `edits` names the kind of edit that made the event. */
  async matches(event: JsonObject, edits = ''): Promise<Lookup<boolean>> {
    if (this.#parsed.kind !== 'pattern') return this.#ask(event);
    const own = matchPattern(this.#parsed.pattern, event);
    const kind = `${own} ${edits}`;
    const known = this.#confirmations.get(kind);
    const confirmation = known ?? this.#ask(event);
    this.#confirmations.set(kind, confirmation);
    const confirmed = await confirmation;
    if (confirmed.kind === 'missing') {
      this.#confirmations.delete(kind);
      return known === undefined ? confirmed : this.#ask(event);
    }
    return confirmed.kind === 'found' && confirmed.value !== own ? this.#ask(event) : { kind: 'found', value: own };
  }

  #ask(event: JsonObject): Promise<Lookup<boolean>> {
    return this.#integration.matches(this.#pattern, jsonText(event));
  }
}

/** A rule that is disabled during a run is noticed after this time at the latest. */
const FRESH_MS = 10_000;

interface CachedLookup<T> {
  /** When it began, on the monotonic clock and in milliseconds since the epoch. */
  readonly at: number;
  readonly began: number;
  readonly found: Promise<T>;
}

/** Lookups of one kind by their ARN: one serves all who ask at once, and is repeated when it is no longer fresh. */
export class LookupCache<T> {
  readonly #clock: Clock;
  readonly #lookups = new Map<string, CachedLookup<T>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A lookup that is ten seconds old at most and began after `since` (milliseconds since the epoch). */
  fresh(arn: string, lookUp: () => Promise<T>, since = Number.NEGATIVE_INFINITY): Promise<T> {
    const known = this.#lookups.get(arn);
    const isFresh = known !== undefined && this.#clock.monotonic() - known.at < FRESH_MS && known.began > since;
    return isFresh ? known.found : this.anew(arn, lookUp);
  }

  /** A lookup that begins now; others who ask later share it. */
  anew(arn: string, lookUp: () => Promise<T>): Promise<T> {
    const found = lookUp();
    this.#lookups.set(arn, { at: this.#clock.monotonic(), began: this.#clock.now(), found });
    return found;
  }

  /** The last lookup, however old; undefined where there was none. */
  last(arn: string): Promise<T> | undefined {
    return this.#lookups.get(arn)?.found;
  }
}
