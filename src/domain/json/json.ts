/** A parsed JSON value, never mutated. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** A parsed JSON object, never mutated. */
export interface JsonObject {
  readonly [member: string]: JsonValue | undefined;
}

/** Parses strictly (RFC 8259); `undefined` is never a JSON value, so it says "this is not JSON" without throwing. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** Is the value a JSON object (no array, no null)? */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The own member of that name, so that `__proto__` or `constructor` in a payload finds nothing inherited. */
export function member(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
