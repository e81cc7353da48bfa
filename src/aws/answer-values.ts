/*
 * The SDK does not check the types of what it reads, so a member may hold anything that JSON can say. These read a member as
 * what the API reference promises, and answer `undefined` or nothing where it is something else.
 */

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A number of zero or more, as SQS writes it: a text. */
export function count(value: unknown): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && number >= 0 && number <= Number.MAX_SAFE_INTEGER ? number : undefined;
}

/** The objects of a list. */
export function objects<T extends object>(value: readonly T[] | undefined): readonly T[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : [];
}

export function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** The members of an object that are texts. */
export function textMembers(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter((one): one is [string, string] => typeof one[1] === 'string'));
}
