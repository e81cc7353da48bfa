import type { ApiDestinationAddress, ConnectionAddress, RuleAddress } from '../../domain/eventbridge/arn.ts';
import type { Lookup } from '../../domain/integration/lookup.ts';
import { EXIT, Failure, isStop } from '../failures.ts';
import type { IntegrationPort } from '../ports.ts';
import { Warnings } from './examiner.ts';

/** Distinct resources of one kind that a run looks up; the messages of a queue can name any number. */
export const MOST_RESOURCES = 500;

const TOO_MANY: Lookup<never> = { kind: 'denied', reason: 'too many different rules in one queue' };

type Kind = 'rule' | 'targets' | 'destination' | 'bus' | 'connection';

/**
 * Lookups with a bound, so that a queue that names many rules cannot stall the run. Beyond `MOST_RESOURCES` of a kind the answer is `denied`. A
 * lookup that fails is `denied` too, with the name of the failure, where another resource of its kind was answered: then
 * the failure concerns this one. It still ends the run where none was answered, or when the credentials are at fault.
 */
export class BoundedLookups implements IntegrationPort {
  readonly #port: IntegrationPort;
  readonly #kinds = new Map<Kind, KnownResources>();
  readonly #warnings = new Warnings();

  constructor(port: IntegrationPort) {
    this.#port = port;
  }

  /** Lookups that failed, one warning each. */
  get warnings(): readonly string[] {
    return this.#warnings.all;
  }

  bus(rule: RuleAddress): ReturnType<IntegrationPort['bus']> {
    return this.#lookUp('bus', rule.busArn, () => this.#port.bus(rule));
  }

  rule(rule: RuleAddress): ReturnType<IntegrationPort['rule']> {
    return this.#lookUp('rule', rule.arn, () => this.#port.rule(rule));
  }

  targets(rule: RuleAddress): ReturnType<IntegrationPort['targets']> {
    return this.#lookUp('targets', rule.arn, () => this.#port.targets(rule));
  }

  destination(destination: ApiDestinationAddress): ReturnType<IntegrationPort['destination']> {
    return this.#lookUp('destination', destination.arn, () => this.#port.destination(destination));
  }

  connection(connection: ConnectionAddress): ReturnType<IntegrationPort['connection']> {
    return this.#lookUp('connection', connection.arn, () => this.#port.connection(connection));
  }

  matches(pattern: string, eventText: string): ReturnType<IntegrationPort['matches']> {
    return this.#port.matches(pattern, eventText);
  }

  async #lookUp<T>(kind: Kind, arn: string, ask: () => Promise<Lookup<T>>): Promise<Lookup<T>> {
    const known = this.#known(kind);
    if (!known.asked.has(arn) && known.asked.size >= MOST_RESOURCES) {
      this.#warnings.add(
        `The queue names more than ${MOST_RESOURCES} different rules or targets; the further ones were not looked up.`,
      );
      return TOO_MANY;
    }
    known.asked.add(arn);
    const answer = ask();
    known.pending.add(answer);
    try {
      const lookup = await answer;
      known.answered.add(arn);
      return lookup;
    } catch (error) {
      if (!isOfOneResource(error) || !(await known.hasAnswerBesides(arn, answer))) throw error;
      this.#warnings.add(`The ${NAMES[kind]} ${arn} could not be looked up (${error.code}).`);
      return { kind: 'denied', reason: error.code };
    } finally {
      known.pending.delete(answer);
    }
  }

  #known(kind: Kind): KnownResources {
    const known = this.#kinds.get(kind) ?? new KnownResources();
    this.#kinds.set(kind, known);
    return known;
  }
}

const NAMES: Readonly<Record<Kind, string>> = {
  rule: 'rule',
  targets: 'targets of the rule',
  destination: 'API destination',
  bus: 'event bus of the rule',
  connection: 'connection',
};

/** The lookups of a run for resources of one kind. */
class KnownResources {
  readonly asked = new Set<string>();
  readonly answered = new Set<string>();
  readonly pending = new Set<Promise<unknown>>();

  /** Was another resource answered, or is one while lookups are under way that began before this failure? */
  async hasAnswerBesides(arn: string, failed: Promise<unknown>): Promise<boolean> {
    const isAnswered = () => this.answered.size > (this.answered.has(arn) ? 1 : 0);
    if (isAnswered()) return true;
    await Promise.allSettled([...this.pending].filter((one) => one !== failed));
    return isAnswered();
  }
}

/** Would another resource perhaps be answered? Not with these credentials, and not after a stop. */
function isOfOneResource(error: unknown): error is Failure {
  return error instanceof Failure && error.exit === EXIT.aws && !isStop(error) && !CREDENTIALS.test(error.code);
}

const CREDENTIALS =
  /^(CredentialsProviderError|ExpiredToken|InvalidClientTokenId|UnrecognizedClient|InvalidSignature|SignatureDoesNotMatch|MissingAuthenticationToken|InvalidAccessKeyId|TokenProviderError|InvalidToken|OptInRequired)/;
