/**
 * One JSON document, written as it goes: `head` opens it with the members known at the start and one array, each
 * `element` is one line of that array, `tail` closes the array and adds the members known at the end. Nothing is held.
 */
export class JsonDocument {
  readonly #array: string;
  #elements = 0;

  constructor(array: string) {
    this.#array = array;
  }

  head(members: Readonly<Record<string, unknown>> = {}): string {
    const before = Object.entries(members).map(
      ([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},\n`,
    );
    return `{\n${before.join('')}  ${JSON.stringify(this.#array)}: [`;
  }

  element(value: unknown): string {
    this.#elements += 1;
    return `${this.#elements > 1 ? ',' : ''}\n    ${JSON.stringify(value)}`;
  }

  tail(members: Readonly<Record<string, unknown>>): string {
    const after = Object.entries(members)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `,\n  ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
    return `${this.#elements > 0 ? '\n  ' : ''}]${after.join('')}\n}\n`;
  }
}
