import { adopt, lacksRule } from '../../domain/dead-letter/adopt.ts';
import type { DeadLetter } from '../../domain/dead-letter/dead-letter.ts';
import { decodeDeadLetter } from '../../domain/dead-letter/decode.ts';
import { parseErrorText } from '../../domain/dead-letter/error-text.ts';
import type { MessageAttribute, ReceivedMessage } from '../../domain/dead-letter/message.ts';
import { assumptionsOf, examine } from '../../domain/diagnosis/examine.ts';
import type { Examined } from '../../domain/diagnosis/examined.ts';
import { type RuleAddress, ruleNamed } from '../../domain/eventbridge/arn.ts';
import type { Lookup } from '../../domain/integration/lookup.ts';
import type { DeployedTarget } from '../../domain/integration/wiring.ts';
import { type CallerAccount, Reach } from '../integration/reach.ts';
import type { IntegrationPort } from '../ports.ts';

/** Settings of the operator and the session besides the queue. */
export interface ExaminerOptions {
  readonly callerAccount?: CallerAccount | undefined;
  /** An ARN, a name on the default bus, or BUS/NAME. */
  readonly sendToRule?: string | undefined;
}

const GONE: Lookup<never> = { kind: 'missing' };
const ELSEWHERE: Lookup<never> = { kind: 'denied', reason: 'it is in another region or account than the queue' };
/** Answers that are kept for the run. `BoundedLookups` answers fewer; this bounds the refusals that are kept. */
const MOST_LOOKUPS = 2_000;

/** Looks up what `examine` needs to know of each message: each rule and each destination once in a run. */
export class Examiner {
  readonly #integration: IntegrationPort;
  readonly #reach: Reach;
  readonly #endpointHosts: readonly string[];
  /** The rule that the operator names for whole events that name none. */
  readonly #sendToRule: RuleAddress | undefined;
  readonly #lookups = new Map<string, Promise<Lookup<unknown>>>();
  readonly #assumptions = new Warnings();
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

  /** What had to be assumed so far about what is deployed, each once. */
  get assumptions(): readonly string[] {
    return this.#assumptions.all;
  }

  /** The assumptions and the problems so far, each once. */
  get warnings(): readonly string[] {
    return [...this.#assumptions.all, ...this.#warnings.all];
  }

  /** Decodes, looks up and diagnoses one message. */
  examine(message: ReceivedMessage): Promise<Examined> {
    return this.#examine(decodeDeadLetter(message));
  }

  /** The messages of a batch in their order. The rule that most of them name is looked up first. */
  async examineAll(messages: readonly ReceivedMessage[]): Promise<readonly Examined[]> {
    const deadLetters = messages.map(decodeDeadLetter);
    const byRule = [...Map.groupBy(deadLetters, ({ ruleArn }) => ruleArn).values()];
    const examining = new Map<DeadLetter, Promise<Examined>>();
    for (const some of byRule.sort((one, other) => other.length - one.length))
      for (const deadLetter of some) examining.set(deadLetter, this.#examine(deadLetter));
    return Promise.all(deadLetters.map((deadLetter) => examining.get(deadLetter) ?? this.#examine(deadLetter)));
  }

  async #examine(decoded: DeadLetter): Promise<Examined> {
    const deadLetter = await this.#withRule(decoded);
    const deployed = await this.#deployedTarget(deadLetter);
    const examined = examine(deadLetter, {
      deployed,
      endpointHosts: this.#endpointHosts,
      rulePlace: deadLetter.rule === undefined ? 'here' : await this.#reach.placeOf(deadLetter.rule.arn),
    });
    for (const assumption of assumptionsOf(examined)) this.#assumptions.add(assumption);
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
    // Only where it could name members that the body lacks: the lookup needs a permission of its own.
    const naming = body.kind === 'transformed' ? rule : undefined;
    const [targets, found, described] = await Promise.all([
      this.#lookUp('targets', rule, (at) => this.#integration.targets(at)),
      this.#lookUp('destination', destination, (at) => this.#integration.destination(at)),
      this.#lookUp('rule', naming, (at) => this.#integration.rule(at)),
    ]);
    const pattern = described.kind === 'found' ? described.value.pattern : undefined;
    return { targets, destination: found, pattern };
  }

  /** One lookup a run for an address; `what` distinguishes lookups of the same address. */
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
    if (known === undefined && this.#lookups.size < MOST_LOOKUPS) this.#lookups.set(key, lookup);
    return lookup;
  }
}

/** Characters of an attribute that are kept of a message that waits; the body is kept whole, because it may be sent. */
const KEPT_CHARACTERS = 4_096;

/**
 * The same without long attributes: a message that waits to be sent stays in memory, and an ERROR_MESSAGE may be as large as
 * a whole message. The diagnosis has read it by then.
 */
export function withoutLongAttributes(examined: Examined): Examined {
  const { attributes, error } = examined.deadLetter;
  const { message } = error;
  if (Object.values(attributes).every(isShort)) return examined;
  const kept = Object.entries(attributes).map(([name, one]) => [name, shortened(one)] as const);
  const said = message === undefined || message.length <= KEPT_CHARACTERS ? message : beginningOf(message);
  const shortError = { ...error, message: said, text: said === message ? error.text : parseErrorText(said) };
  return {
    ...examined,
    deadLetter: { ...examined.deadLetter, attributes: Object.fromEntries(kept), error: shortError },
  };
}

function isShort({ text = '', base64 = '' }: MessageAttribute): boolean {
  return text.length <= KEPT_CHARACTERS && base64.length <= KEPT_CHARACTERS;
}

function shortened(attribute: MessageAttribute): MessageAttribute {
  if (isShort(attribute)) return attribute;
  const { dataType, text, base64 } = attribute;
  return {
    dataType,
    text: text && beginningOf(text),
    ...(base64 === undefined ? {} : { base64: beginningOf(base64) }),
  };
}

/** A copy: a plain slice would keep the whole text in memory. */
function beginningOf(text: string): string {
  return Buffer.from(text.slice(0, KEPT_CHARACTERS), 'utf16le').toString('utf16le');
}

/** The number of warnings that are listed one by one: the messages of a queue can name any number of rules. */
export const MOST_WARNINGS = 20;

/** The assumptions and problems of a run, each reported once. Its memory is bounded. */
export class Warnings {
  readonly #told = new Set<string>();
  #others = 0;

  add(warning: string): void {
    if (this.#told.has(warning)) return;
    if (this.#told.size < MOST_WARNINGS) this.#told.add(warning);
    else this.#others += 1;
  }

  /** In the order in which they came; the last one counts the others. */
  get all(): readonly string[] {
    const others = this.#others === 0 ? [] : [`Further notes like these: ${this.#others}.`];
    return [...this.#told, ...others];
  }
}
