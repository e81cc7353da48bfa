import { valueText } from './json-text.ts';

/**
 * One JSON document, written as it goes: `head` opens it with one array, each `element` is one line of that array,
 * `tail` closes the array and adds the members known at the end. Nothing is held.
 */
export class JsonDocument {
  readonly #array: string;
  #elements = 0;
  #state: 'not-begun' | 'open' | 'closed' = 'not-begun';

  constructor(array: string) {
    this.#array = array;
  }

  /** While it is open, a failure must close it and not write a document of its own. */
  get state(): 'not-begun' | 'open' | 'closed' {
    return this.#state;
  }

  head(): string {
    this.#state = 'open';
    return `{\n  ${JSON.stringify(this.#array)}: [`;
  }

  /** `json` is the element as JSON text. */
  element(json: string): string {
    this.#elements += 1;
    return `${this.#elements > 1 ? ',' : ''}\n    ${json}`;
  }

  tail(members: Readonly<Record<string, unknown>>): string {
    this.#state = 'closed';
    const after = Object.entries(members)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `,\n  ${JSON.stringify(name)}: ${valueText(value)}`);
    return `${this.#elements > 0 ? '\n  ' : ''}]${after.join('')}\n}\n`;
  }
}
