import { type JsonObject, type JsonValue, member } from '../../json/json.ts';

/**
 * The values of an object of an event under a name, arrays flattened. A dot in a name is a step: `{"a.b": 1}` is the same
 * as `{"a": {"b": 1}}`, in events as in patterns (not documented; recorded on AWS, and event-ruler's "flattening"). Where
 * one object has both forms of a name they count as two elements, which says no more often than AWS may.
 */
export function valuesOf(object: JsonObject, name: string): readonly JsonValue[] {
  const values = elementsOf(member(object, name));
  const beyond = Object.keys(object).filter((key) => key[name.length] === '.' && key.startsWith(name));
  if (beyond.length === 0) return values;
  const inner = beyond.map((key) => [key.slice(name.length + 1), member(object, key) ?? null] as const);
  return [...values, Object.fromEntries(inner)];
}

/** A value, or what an array holds, arrays within it included; iterative because an event may be nested without end. */
function elementsOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return [value];
  const found: JsonValue[] = [];
  const open: JsonValue[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (!Array.isArray(next)) found.push(next);
    else for (const element of next as readonly JsonValue[]) open.push(element);
  }
  return found;
}
