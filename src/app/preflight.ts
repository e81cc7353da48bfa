import type { DeadLetter } from '../domain/dead-letter/dead-letter.ts';
import { homeOf, parseConnectionArn, type RuleAddress } from '../domain/eventbridge/arn.ts';
import type { EventEnvelope } from '../domain/eventbridge/event.ts';
import type { ApiDestination, Target } from '../domain/eventbridge/target.ts';
import type { Looked } from '../domain/integration/looked.ts';
import type { PreflightRefusal } from '../domain/redrive/decision.ts';
import { envelopeToBe } from '../domain/redrive/envelope-to-be.ts';
import type { Edit } from '../domain/repair/edit.ts';
import { Failure } from './failures.ts';
import type { Prepared } from './known.ts';
import { PatternCheck } from './pattern-check.ts';
import type { Clock, IntegrationPort, Rule } from './ports.ts';

/**
 * Checks that `--force` can wave through: those that could not be made, `dlq`, which risks but does not lose, and
 * `connection`, which sends events round in a circle but does not lose them.
 */
export const PREFLIGHT_CHECKS = ['bus', 'rule', 'pattern', 'target', 'dlq', 'connection'] as const;

/** A rule that somebody disables in the middle of a run is noticed after this long at the latest. */
const FRESH_MS = 10_000;

/** What API destinations work with. `ACTIVE` is a private connection's; what is on the way to one of them is not there yet. */
const WORKING: ReadonlySet<string> = new Set(['AUTHORIZED', 'ACTIVE']);

/** An event that is to be sent, and the edits that made it. */
interface ToSend {
  readonly event: EventEnvelope;
  readonly edits: readonly Edit[];
}

/** What the last look at a rule saw. */
interface RuleLook {
  readonly bus: Looked<true>;
  readonly rule: Looked<Rule>;
  readonly targets: Looked<readonly Target[]>;
  readonly pattern: PatternCheck | undefined;
}

/**
 * Looks before sending, because PutEvents answers success for a bus that does not exist, for events that no rule
 * matches, and for a rule that has lost its target: sending those and deleting the dead letter would lose them.
 */
export class Preflight {
  readonly #integration: IntegrationPort;
  readonly #clock: Clock;
  readonly #forced: ReadonlySet<string>;
  readonly #home: string;
  readonly #afterwards: IntegrationPort;
  readonly #patterns = new Map<string, PatternCheck>();
  readonly #looks = new Map<string, { readonly at: number; readonly look: Promise<unknown> }>();

  constructor(
    ports: {
      readonly integration: IntegrationPort;
      readonly afterwards?: IntegrationPort | undefined;
      readonly clock: Clock;
    },
    forced: ReadonlySet<string>,
    queueArn: string,
  ) {
    this.#integration = ports.integration;
    this.#afterwards = ports.afterwards ?? ports.integration;
    this.#clock = ports.clock;
    this.#forced = forced;
    this.#home = homeOf(queueArn);
  }

  /** What speaks against sending this event to the bus of its rule; `undefined` when nothing does. */
  async check(deadLetter: DeadLetter, rule: RuleAddress, toSend: ToSend): Promise<PreflightRefusal | undefined> {
    if (homeOf(rule.arn) !== this.#home) return 'rule-elsewhere';
    const look = await this.#fresh(rule.arn, () => this.#look(rule, this.#integration));
    return (
      this.#busOrRule(look) ??
      this.#target(look, deadLetter.targetArn) ??
      (await this.#destination(deadLetter)) ??
      (await this.#pattern(look, rule, toSend))
    );
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

  async #doubtsOf(accepted: readonly Prepared[]): Promise<readonly (readonly [string, string])[]> {
    const { rule } = accepted[0] as Prepared;
    try {
      const before = (await this.#looks.get(rule.arn)?.look) as RuleLook | undefined;
      // A rule that is there has its bus.
      const bus = before?.bus ?? (await this.#afterwards.bus(rule));
      const look = await this.#anew(rule.arn, () => this.#look(rule, this.#afterwards, bus));
      const doubts: (readonly [string, string])[] = [];
      for (const { examined, decision } of accepted) {
        const { messageId, targetArn } = examined.deadLetter;
        const refusal =
          this.#busOrRule(look) ??
          this.#target(look, targetArn) ??
          (look.pattern === before?.pattern ? undefined : await this.#pattern(look, rule, decision));
        // Without a dead letter queue an event is at risk, and not lost.
        if (refusal !== undefined && refusal !== 'dlq-missing') doubts.push([messageId, refusal]);
      }
      return doubts;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return accepted.map(({ examined }) => [examined.deadLetter.messageId, error.code]);
    }
  }

  async #look(rule: RuleAddress, integration: IntegrationPort, knownBus?: Looked<true>): Promise<RuleLook> {
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

  #busOrRule({ bus, rule }: RuleLook): PreflightRefusal | undefined {
    if (bus.kind === 'missing') return 'bus-missing';
    if (bus.kind === 'denied' && !this.#forced.has('bus')) return 'bus-unchecked';
    if (rule.kind === 'missing') return 'rule-missing';
    if (rule.kind === 'denied') return this.#forced.has('rule') ? undefined : 'rule-unchecked';
    return rule.value.state.startsWith('ENABLED') ? undefined : 'rule-disabled';
  }

  #target({ targets }: RuleLook, targetArn: string | undefined): PreflightRefusal | undefined {
    if (targets.kind === 'missing') return 'rule-missing';
    if (targets.kind === 'denied') return this.#forced.has('target') ? undefined : 'target-unchecked';
    const target = targets.value.find((candidate) => candidate.arn === targetArn);
    if (target === undefined) return 'target-missing';
    return target.deadLetterArn === undefined && !this.#forced.has('dlq') ? 'dlq-missing' : undefined;
  }

  async #destination({ destination }: DeadLetter): Promise<PreflightRefusal | undefined> {
    if (destination === undefined) return 'target-missing';
    const found = await this.#fresh(destination.arn, () => this.#integration.destination(destination));
    if (found.kind === 'missing') return 'target-missing';
    if (found.kind === 'found' && found.value.arn !== destination.arn) return 'target-missing';
    if (found.kind === 'denied') return this.#forced.has('target') ? undefined : 'target-unchecked';
    return this.#forced.has('connection') ? undefined : await this.#connection(found.value);
  }

  /**
   * An INACTIVE destination and a connection without authorisation send every event straight back to the queue. Source: user
   * guide, "API destinations"; the states, "DescribeConnection". A state that was not told speaks against nothing.
   */
  async #connection({ state, connectionArn }: ApiDestination): Promise<PreflightRefusal | undefined> {
    if (state === 'INACTIVE') return 'destination-inactive';
    const address = parseConnectionArn(connectionArn ?? '');
    if (address === undefined) return undefined;
    const found = await this.#fresh(address.arn, () => this.#integration.connection(address));
    if (found.kind === 'denied') return 'connection-unchecked';
    return found.kind === 'found' && WORKING.has(found.value.state) ? undefined : 'connection-unauthorized';
  }

  async #pattern(look: RuleLook, rule: RuleAddress, { event, edits }: ToSend): Promise<PreflightRefusal | undefined> {
    if (look.rule.kind !== 'found') return undefined;
    if (look.pattern === undefined) return 'pattern-mismatch';
    const matches = await look.pattern.matches(envelopeToBe(event, rule), kindOf(edits));
    if (matches.kind === 'found') return matches.value ? undefined : 'pattern-mismatch';
    return this.#forced.has('pattern') ? undefined : 'pattern-unchecked';
  }

  /** One look for all who ask at once, repeated when it is no longer fresh. */
  #fresh<T>(key: string, look: () => Promise<T>): Promise<T> {
    const now = this.#clock.monotonic();
    const known = this.#looks.get(key);
    if (known !== undefined && now - known.at < FRESH_MS) return known.look as Promise<T>;
    return this.#anew(key, look);
  }

  #anew<T>(key: string, look: () => Promise<T>): Promise<T> {
    const anew = look();
    this.#looks.set(key, { at: this.#clock.monotonic(), look: anew });
    return anew;
  }
}

/** What edits have in common that a pattern could see: what they change and why. */
function kindOf(edits: readonly Edit[]): string {
  return edits.map(({ path, mends }) => `${path} ${mends}`).join(', ');
}
