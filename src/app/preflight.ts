import type { RuleAddress } from '../domain/eventbridge/arn.ts';
import type { EventEnvelope } from '../domain/eventbridge/event.ts';
import type { PreflightRefusal } from '../domain/redrive/decision.ts';
import { envelopeToBe } from '../domain/redrive/envelope-to-be.ts';
import { PatternCheck } from './pattern-check.ts';
import type { IntegrationPort } from './ports.ts';

/** Checks that `--force` can wave through when they could not be made. */
export const PREFLIGHT_CHECKS = ['bus', 'rule', 'pattern'] as const;

interface RuleState {
  readonly refusal: PreflightRefusal | undefined;
  /** The rule's pattern, undefined when it could not be read and `--force rule` goes on without. */
  readonly pattern: PatternCheck | undefined;
}

/**
 * Looks before sending, because PutEvents answers success for a bus that does not exist and for events that no rule
 * matches: sending those and deleting the dead letter would lose them. Each rule is looked at once a run.
 */
export class Preflight {
  readonly #integration: IntegrationPort;
  readonly #forced: ReadonlySet<string>;
  readonly #region: string;
  readonly #rules = new Map<string, Promise<RuleState>>();

  constructor(integration: IntegrationPort, forced: ReadonlySet<string>, region: string) {
    this.#integration = integration;
    this.#forced = forced;
    this.#region = region;
  }

  /** What speaks against sending this event to the bus of this rule; `undefined` when nothing does. */
  async check(rule: RuleAddress, event: EventEnvelope): Promise<PreflightRefusal | undefined> {
    if (rule.region !== this.#region) return 'rule-elsewhere';
    const known = this.#rules.get(rule.arn) ?? this.#look(rule);
    this.#rules.set(rule.arn, known);
    const { refusal, pattern } = await known;
    if (refusal !== undefined || pattern === undefined) return refusal;
    const matches = await pattern.matches(envelopeToBe(event, rule));
    if (matches.kind === 'found') return matches.value ? undefined : 'pattern-mismatch';
    return this.#forced.has('pattern') ? undefined : 'pattern-unchecked';
  }

  async #look(rule: RuleAddress): Promise<RuleState> {
    const [bus, found] = await Promise.all([this.#integration.bus(rule), this.#integration.rule(rule)]);
    const refused = (refusal: PreflightRefusal): RuleState => ({ refusal, pattern: undefined });
    if (bus.kind === 'missing') return refused('bus-missing');
    if (bus.kind === 'denied' && !this.#forced.has('bus')) return refused('bus-unchecked');
    if (found.kind === 'missing') return refused('rule-missing');
    if (found.kind === 'denied') {
      return this.#forced.has('rule') ? { refusal: undefined, pattern: undefined } : refused('rule-unchecked');
    }
    const { state, pattern } = found.value;
    if (!state.startsWith('ENABLED')) return refused('rule-disabled');
    if (pattern === undefined) return refused('pattern-mismatch');
    return { refusal: undefined, pattern: new PatternCheck(this.#integration, pattern) };
  }
}
