import { valueText } from './json-text.ts';

/**
 * One JSON document, written as it goes: `head` opens it with one array, each `element` is one line of that array,
 * `tail` closes the array and adds the members known at the end. Nothing is held.
 */
export class JsonDocument {
  readonly #array: string;
  #elements = 0;

  constructor(array: string) {
    this.#array = array;
  }

  head(): string {
    return `{\n  ${JSON.stringify(this.#array)}: [`;
  }

  /** `json` is the element as JSON text. */
  element(json: string): string {
    this.#elements += 1;
    return `${this.#elements > 1 ? ',' : ''}\n    ${json}`;
  }

  tail(members: Readonly<Record<string, unknown>>): string {
    const after = Object.entries(members)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `,\n  ${JSON.stringify(name)}: ${valueText(value)}`);
    return `${this.#elements > 0 ? '\n  ' : ''}]${after.join('')}\n}\n`;
  }
}
