import { isJsonObject, type JsonObject, type JsonValue } from '../../domain/json/json.ts';
import type { FaultRule } from './faults.ts';

/** Rules that were read, or the first thing that is wrong with them. */
export type ReadFaultRules =
  | { readonly kind: 'read'; readonly rules: readonly FaultRule[] }
  | { readonly kind: 'refused'; readonly why: string };

const KINDS: readonly string[] = [
  'entry',
  'request',
  'empty',
  'latency',
  'lost',
  'again',
  'halt-on-arrival',
  'halt-when-done',
  'halt-when-answered',
] satisfies FaultRule['kind'][];
const TEXTS = ['code', 'message'];
const NUMBERS = ['status', 'milliseconds', 'times', 'after'];
const KNOWN = ['operation', 'kind', 'probability', ...TEXTS, ...NUMBERS];

/** Reads fault rules from outside. A member that is misspelt is refused: a fault that never strikes proves nothing. */
export function readFaultRules(given: JsonValue | undefined): ReadFaultRules {
  if (!Array.isArray(given)) return { kind: 'refused', why: 'rules must be a list' };
  for (const [at, rule] of given.entries()) {
    const why = isJsonObject(rule) ? faultIn(rule) : 'must be an object';
    if (why !== undefined) return { kind: 'refused', why: `rules[${at}] ${why}` };
  }
  return { kind: 'read', rules: given as readonly FaultRule[] };
}

function faultIn(rule: JsonObject): string | undefined {
  const { operation, kind, probability } = rule;
  if (typeof operation !== 'string' || operation === '') return 'needs an operation or *';
  if (typeof kind !== 'string' || !KINDS.includes(kind)) return `needs a kind of ${KINDS.join(', ')}`;
  if (typeof probability !== 'number' || probability < 0 || probability > 1) return 'needs a probability from 0 to 1';
  const stranger = Object.keys(rule).find((name) => !KNOWN.includes(name));
  if (stranger !== undefined) return `has a member ${stranger} that is not known`;
  const wrongText = TEXTS.find((name) => rule[name] !== undefined && typeof rule[name] !== 'string');
  if (wrongText !== undefined) return `needs a text as ${wrongText}`;
  const wrongNumber = NUMBERS.find((name) => rule[name] !== undefined && typeof rule[name] !== 'number');
  return wrongNumber === undefined ? undefined : `needs a number as ${wrongNumber}`;
}
