import type { DeadLetter } from '../../domain/dead-letter/dead-letter.ts';
import { decodeDeadLetter } from '../../domain/dead-letter/decode.ts';
import type { ReceivedMessage } from '../../domain/dead-letter/message.ts';
import { assumptionsOf, examine } from '../../domain/diagnosis/examine.ts';
import type { Examined } from '../../domain/diagnosis/examined.ts';
import { homeOf } from '../../domain/eventbridge/arn.ts';
import type { Lookup } from '../../domain/integration/lookup.ts';
import type { DeployedTarget } from '../../domain/integration/wiring.ts';
import type { IntegrationPort } from '../ports.ts';
import { Warnings } from './warnings.ts';

const GONE: Lookup<never> = { kind: 'missing' };
const ELSEWHERE: Lookup<never> = { kind: 'denied', reason: 'another region or account than the queue' };

/** Looks up what `examine` needs to know of each message: each rule and each destination once in a run. */
export class Examiner {
  readonly #integration: IntegrationPort;
  readonly #home: string;
  readonly #endpointHosts: readonly string[];
  readonly #lookups = new Map<string, Promise<Lookup<unknown>>>();
  readonly #warnings = new Warnings();

  constructor(integration: IntegrationPort, queue: { readonly arn: string }, endpointHosts: readonly string[]) {
    this.#integration = integration;
    this.#home = homeOf(queue.arn);
    this.#endpointHosts = endpointHosts;
  }

  /** What had to be assumed so far, each said once. */
  get warnings(): readonly string[] {
    return this.#warnings.all;
  }

  /** One message with all that can be known of it. */
  async examine(message: ReceivedMessage): Promise<Examined> {
    const deadLetter = decodeDeadLetter(message);
    const deployed = await this.#deployedTarget(deadLetter);
    const examined = examine(deadLetter, { deployed, endpointHosts: this.#endpointHosts });
    for (const assumption of assumptionsOf(examined)) this.#warnings.add(assumption);
    return examined;
  }

  /** A message can name any ARN; only those of the queue's own partition, region and account are looked at. */
  async #deployedTarget({ rule, destination, body }: DeadLetter): Promise<DeployedTarget> {
    // Only where it could name what the body lacks: the look needs a permission of its own.
    const naming = body.kind === 'transformed' ? rule : undefined;
    const [targets, found, described] = await Promise.all([
      this.#lookUp('targets', rule, (at) => this.#integration.targets(at)),
      this.#lookUp('destination', destination, (at) => this.#integration.destination(at)),
      this.#lookUp('rule', naming, (at) => this.#integration.rule(at)),
    ]);
    const pattern = described.kind === 'found' ? described.value.pattern : undefined;
    return { targets, destination: found, pattern };
  }

  /** One look a run at what is there for an address; `what` tells looks at the same address apart. */
  async #lookUp<Address extends { readonly arn: string }, T>(
    what: string,
    address: Address | undefined,
    ask: (address: Address) => Promise<Lookup<T>>,
  ): Promise<Lookup<T>> {
    if (address === undefined) return GONE;
    if (homeOf(address.arn) !== this.#home) return ELSEWHERE;
    const key = `${what} ${address.arn}`;
    const known = this.#lookups.get(key) as Promise<Lookup<T>> | undefined;
    const lookup = known ?? ask(address);
    if (known === undefined) this.#lookups.set(key, lookup);
    return lookup;
  }
}
