import { adopt, lacksRule } from '../../domain/dead-letter/adopt.ts';
import type { DeadLetter } from '../../domain/dead-letter/dead-letter.ts';
import { decodeDeadLetter } from '../../domain/dead-letter/decode.ts';
import type { ReceivedMessage } from '../../domain/dead-letter/message.ts';
import { assumptionsOf, examine } from '../../domain/diagnosis/examine.ts';
import type { Examined } from '../../domain/diagnosis/examined.ts';
import { type RuleAddress, ruleNamed } from '../../domain/eventbridge/arn.ts';
import type { Lookup } from '../../domain/integration/lookup.ts';
import type { DeployedTarget } from '../../domain/integration/wiring.ts';
import { type CallerAccount, Reach } from '../integration/reach.ts';
import type { IntegrationPort } from '../ports.ts';
import { Warnings } from './warnings.ts';

/** What the operator and the session say beside the queue. */
export interface ExaminerOptions {
  readonly callerAccount?: CallerAccount | undefined;
  /** An ARN, a name on the default bus, or BUS/NAME. */
  readonly sendToRule?: string | undefined;
}

const GONE: Lookup<never> = { kind: 'missing' };
const ELSEWHERE: Lookup<never> = { kind: 'denied', reason: 'it is in another region or account than the queue' };

/** Looks up what `examine` needs to know of each message: each rule and each destination once in a run. */
export class Examiner {
  readonly #integration: IntegrationPort;
  readonly #reach: Reach;
  readonly #endpointHosts: readonly string[];
  /** The rule that the operator names for whole events that name none. */
  readonly #sendToRule: RuleAddress | undefined;
  readonly #lookups = new Map<string, Promise<Lookup<unknown>>>();
  readonly #warnings = new Warnings();

  constructor(
    integration: IntegrationPort,
    queue: { readonly arn: string },
    endpointHosts: readonly string[],
    { callerAccount, sendToRule }: ExaminerOptions = {},
  ) {
    this.#integration = integration;
    this.#reach = new Reach(queue.arn, callerAccount);
    this.#endpointHosts = endpointHosts;
    this.#sendToRule = sendToRule === undefined ? undefined : ruleNamed(sendToRule, queue.arn);
  }

  /** The assumptions so far, each once. */
  get warnings(): readonly string[] {
    return this.#warnings.all;
  }

  /** Decodes, looks up and diagnoses one message. */
  async examine(message: ReceivedMessage): Promise<Examined> {
    const deadLetter = await this.#withRule(decodeDeadLetter(message));
    const deployed = await this.#deployedTarget(deadLetter);
    const examined = examine(deadLetter, {
      deployed,
      endpointHosts: this.#endpointHosts,
      rulePlace: deadLetter.rule === undefined ? 'here' : await this.#reach.placeOf(deadLetter.rule.arn),
    });
    for (const assumption of assumptionsOf(examined)) this.#warnings.add(assumption);
    return examined;
  }

  /** The dead letter with the operator's rule, where it names none and that rule has one API destination. */
  async #withRule(deadLetter: DeadLetter): Promise<DeadLetter> {
    const rule = this.#sendToRule;
    if (rule === undefined || !lacksRule(deadLetter)) return deadLetter;
    const targets = await this.#lookUp('targets', rule, (at) => this.#integration.targets(at));
    if (targets.kind !== 'found') {
      const why = targets.kind === 'missing' ? 'it does not exist' : targets.reason;
      this.#warnings.add(`The targets of the rule ${rule.name} could not be read (${why}).`);
      return deadLetter;
    }
    const adopted = adopt(deadLetter, rule, targets.value);
    if (adopted === undefined) {
      this.#warnings.add(
        `The rule ${rule.name} must have exactly one API destination among its targets to be sent to.`,
      );
    }
    return adopted ?? deadLetter;
  }

  /** A message can name any ARN; only those that `Reach` calls here are looked up. */
  async #deployedTarget({ rule, destination, body }: DeadLetter): Promise<DeployedTarget> {
    // Only where it could name what the body lacks: the lookup needs a permission of its own.
    const naming = body.kind === 'transformed' ? rule : undefined;
    const [targets, found, described] = await Promise.all([
      this.#lookUp('targets', rule, (at) => this.#integration.targets(at)),
      this.#lookUp('destination', destination, (at) => this.#integration.destination(at)),
      this.#lookUp('rule', naming, (at) => this.#integration.rule(at)),
    ]);
    const pattern = described.kind === 'found' ? described.value.pattern : undefined;
    return { targets, destination: found, pattern };
  }

  /** One lookup a run for an address; `what` tells lookups of the same address apart. */
  async #lookUp<Address extends { readonly arn: string }, T>(
    what: string,
    address: Address | undefined,
    ask: (address: Address) => Promise<Lookup<T>>,
  ): Promise<Lookup<T>> {
    if (address === undefined) return GONE;
    if ((await this.#reach.placeOf(address.arn)) !== 'here') return ELSEWHERE;
    const key = `${what} ${address.arn}`;
    const known = this.#lookups.get(key) as Promise<Lookup<T>> | undefined;
    const lookup = known ?? ask(address);
    if (known === undefined) this.#lookups.set(key, lookup);
    return lookup;
  }
}
