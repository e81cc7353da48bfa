import { type DeadLetter, eventOf } from '../domain/dead-letter/dead-letter.ts';
import { decodeDeadLetter } from '../domain/dead-letter/decode.ts';
import type { ReceivedMessage } from '../domain/dead-letter/message.ts';
import { diagnose } from '../domain/diagnosis/diagnose.ts';
import type { Examined } from '../domain/diagnosis/examined.ts';
import type { Looked } from '../domain/integration/looked.ts';
import { type DeployedTarget, wiringOf, wiringWarning } from '../domain/integration/wiring.ts';
import type { IntegrationPort } from './ports.ts';

const GONE: Looked<never> = { kind: 'missing' };

/** Decodes and diagnoses messages; asks for each rule and each destination once and keeps the answer for the run. */
export class Examiner {
  readonly #integration: IntegrationPort;
  readonly #endpointHosts: readonly string[];
  readonly #looks = new Map<string, Promise<Looked<unknown>>>();
  readonly #warnings = new Set<string>();

  constructor(integration: IntegrationPort, endpointHosts: readonly string[]) {
    this.#integration = integration;
    this.#endpointHosts = endpointHosts;
  }

  /** What had to be assumed so far, each said once. */
  get warnings(): readonly string[] {
    return [...this.#warnings];
  }

  /** One message with all that can be known of it. */
  async examine(message: ReceivedMessage): Promise<Examined> {
    const deadLetter = decodeDeadLetter(message);
    const deployed = await this.#deployedTarget(deadLetter);
    const event = eventOf(deadLetter);
    const wiring = event && wiringOf(deployed, deadLetter, event.detailType);
    const warning = event && deadLetter.destination && wiringWarning(deployed, deadLetter);
    if (warning !== undefined) this.#warnings.add(warning);
    const diagnosis = diagnose(deadLetter, {
      wiring,
      destination: deployed.destination,
      endpointHosts: this.#endpointHosts,
    });
    return { deadLetter, wiring, diagnosis };
  }

  async #deployedTarget({ rule, destination }: DeadLetter): Promise<DeployedTarget> {
    const [targets, found] = await Promise.all([
      rule === undefined ? GONE : this.#once(rule.arn, () => this.#integration.targets(rule)),
      destination === undefined ? GONE : this.#once(destination.arn, () => this.#integration.destination(destination)),
    ]);
    return { targets, destination: found };
  }

  #once<T>(key: string, look: () => Promise<Looked<T>>): Promise<Looked<T>> {
    const known = this.#looks.get(key) as Promise<Looked<T>> | undefined;
    const looked = known ?? look();
    if (known === undefined) this.#looks.set(key, looked);
    return looked;
  }
}
