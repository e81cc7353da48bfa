import { matchPattern, type ParsedPattern, parsePattern } from '../../domain/eventbridge/pattern/pattern.ts';
import type { Lookup } from '../../domain/integration/lookup.ts';
import type { JsonObject } from '../../domain/json/json.ts';
import { jsonText } from '../../domain/json/json-text.ts';
import type { IntegrationPort } from '../ports.ts';

/**
 * Does a rule's pattern match an event? Answered here, for TestEventPattern takes one event a call; but EventBridge
 * confirms the first yes and the first no of each kind of edit, for an edit may bring an event to where a pattern looks, and where it ever disagrees, or the pattern has an operator that is not
 * known here, it is asked about each event. Where it may not be asked, the answer given here stands; `missing` is an event that
 * EventBridge will not test.
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

  /** `edits` says what kind of edit made the event. */
  async matches(event: JsonObject, edits = ''): Promise<Lookup<boolean>> {
    if (this.#parsed.kind !== 'pattern') return this.#ask(event);
    const own = matchPattern(this.#parsed.pattern, event);
    const kind = `${own} ${edits}`;
    const known = this.#confirmations.get(kind);
    const confirmation = known ?? this.#ask(event);
    this.#confirmations.set(kind, confirmation);
    const said = await confirmation;
    if (said.kind === 'missing') {
      this.#confirmations.delete(kind);
      return known === undefined ? said : this.#ask(event);
    }
    return said.kind === 'found' && said.value !== own ? this.#ask(event) : { kind: 'found', value: own };
  }

  #ask(event: JsonObject): Promise<Lookup<boolean>> {
    return this.#integration.matches(this.#pattern, jsonText(event));
  }
}
