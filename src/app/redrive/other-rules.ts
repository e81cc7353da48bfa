import pLimit from 'p-limit';
import { parseRuleArn, type RuleAddress } from '../../domain/eventbridge/arn.ts';
import type { EventEnvelope } from '../../domain/eventbridge/event.ts';
import { patternHead } from '../../domain/eventbridge/pattern/head.ts';
import { matchPattern, type ParsedPattern, parsePattern } from '../../domain/eventbridge/pattern/pattern.ts';
import type { Lookup } from '../../domain/integration/lookup.ts';
import type { JsonObject } from '../../domain/json/json.ts';
import { envelopeToBe } from '../../domain/redrive/entry.ts';
import { Failure } from '../failures.ts';
import type { NamedRule, NeighbourPort } from '../ports.ts';
import type { AlsoFires } from './redrive-events.ts';

/** The maximum number of event kinds whose candidates are cached; sources and detail-types come from outside and may be many. */
const MOST_KINDS = 1_000;

/** A rule that may match events of one source and detail-type; with `isWhole` it does. */
interface Candidate {
  readonly rule: NamedRule;
  readonly pattern: ParsedPattern;
  readonly isWhole: boolean;
}

/** The counts of one rule. */
interface Count {
  events: number;
  certain: boolean;
  readonly targets: Promise<readonly string[] | undefined>;
}

/**
 * Counts which other rules on the bus fire again for the events that are sent: a rule whose delivery had succeeded gets
 * them once more. It lists the rules of a bus once a run, and the targets of matching rules one after the other, because the
 * control plane allows 50 calls a second. It never stops a run: lookups that fail are reported in `notes`.
 */
export class OtherRules {
  readonly #port: NeighbourPort;
  readonly #rules = new Map<string, Promise<readonly NamedRule[]>>();
  readonly #candidates = new Map<string, readonly Candidate[]>();
  readonly #counts = new Map<string, Count>();
  readonly #notes = new Set<string>();
  readonly #oneByOne = pLimit(1);

  constructor(port: NeighbourPort) {
    this.#port = port;
  }

  /** Lookups that failed, one note each. */
  get notes(): readonly string[] {
    return [...this.#notes];
  }

  /** Counts an event that goes to the bus of `rule`. */
  async count(rule: RuleAddress, event: EventEnvelope): Promise<void> {
    const candidates = await this.#candidatesFor(rule, event);
    let envelope: JsonObject | undefined;
    for (const candidate of candidates) {
      if (candidate.rule.arn === rule.arn) continue;
      envelope ??= candidate.isWhole ? undefined : envelopeToBe(event, rule);
      const matches = candidate.isWhole || isMatch(candidate.pattern, envelope);
      if (matches !== false) this.#add(candidate.rule, matches === true);
    }
  }

  /** The rules that fire again, the busiest first. */
  async found(): Promise<readonly AlsoFires[]> {
    const all = [...this.#counts].map(async ([rule, { events, certain, targets }]) => ({
      rule,
      targets: await targets,
      events,
      certain,
    }));
    return (await Promise.all(all)).sort((a, b) => b.events - a.events || a.rule.localeCompare(b.rule));
  }

  async #candidatesFor(rule: RuleAddress, { source, detailType }: EventEnvelope): Promise<readonly Candidate[]> {
    const rules = await this.#rulesOn(rule);
    const kind = JSON.stringify([rule.busArn, source, detailType]);
    const known = this.#candidates.get(kind);
    if (known !== undefined) return known;
    const head = { source, 'detail-type': detailType, account: rule.account, region: rule.region };
    const candidates = rules.flatMap((one) => candidateFor(one, head));
    if (this.#candidates.size >= MOST_KINDS) this.#candidates.clear();
    this.#candidates.set(kind, candidates);
    return candidates;
  }

  #rulesOn(rule: RuleAddress): Promise<readonly NamedRule[]> {
    const known = this.#rules.get(rule.busArn);
    const rules = known ?? this.#listed(rule);
    if (known === undefined) this.#rules.set(rule.busArn, rules);
    return rules;
  }

  async #listed(rule: RuleAddress): Promise<readonly NamedRule[]> {
    const rules = await this.#lookedUp(() => this.#port.rules(rule), 'events:ListRules');
    return (rules ?? []).filter(({ state }) => state.startsWith('ENABLED'));
  }

  #add({ arn }: NamedRule, certain: boolean): void {
    const address = parseRuleArn(arn);
    const known = this.#counts.get(arn);
    const count = known ?? {
      events: 0,
      certain: true,
      targets: address === undefined ? Promise.resolve(undefined) : this.#oneByOne(() => this.#targetsOf(address)),
    };
    count.events += 1;
    count.certain &&= certain;
    if (known === undefined) this.#counts.set(arn, count);
  }

  async #targetsOf(rule: RuleAddress): Promise<readonly string[] | undefined> {
    const targets = await this.#lookedUp(() => this.#port.targets(rule), 'events:ListTargetsByRule');
    return targets?.map((target) => target.arn);
  }

  /** Undefined where the lookup failed; then a note says so. */
  async #lookedUp<T>(lookUp: () => Promise<Lookup<T>>, action: string): Promise<T | undefined> {
    const lookup = await lookUp().catch((error: unknown): Lookup<T> => {
      if (error instanceof Failure) return { kind: 'denied', reason: error.code };
      throw error;
    });
    if (lookup.kind === 'found') return lookup.value;
    const why = lookup.kind === 'denied' ? lookup.reason : 'not found';
    this.#notes.add(`Which other rules fire again for these events could not be looked up in full: ${action}, ${why}.`);
    return undefined;
  }
}

function candidateFor(rule: NamedRule, head: JsonObject): readonly Candidate[] {
  if (rule.pattern === undefined) return [];
  const asked = patternHead(rule.pattern);
  const matches = asked === undefined ? undefined : isMatch(parsePattern(asked.text), head);
  if (matches === false) return [];
  return [{ rule, pattern: parsePattern(rule.pattern), isWhole: asked?.isWhole === true && matches === true }];
}

/** Undefined: the pattern has an operator that is not known here. */
function isMatch(pattern: ParsedPattern, event: JsonObject | undefined): boolean | undefined {
  return pattern.kind === 'pattern' && event !== undefined ? matchPattern(pattern.pattern, event) : undefined;
}
