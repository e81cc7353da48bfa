import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matches } from '../../../../support/builders/event-pattern.ts';

/** A leaf of an event with the element in which it lies of each array on its way: array → index. */
interface Leaf {
  readonly path: string;
  readonly value: unknown;
  readonly within: ReadonlyMap<unknown, number>;
}

type Json = { readonly [name: string]: unknown };

/** Every pattern without `$or` that the pattern stands for, as pairs of path and list. */
function expanded(pattern: Json, path = ''): (readonly [string, readonly unknown[]])[][] {
  const alternatives = Object.entries(pattern).map(([name, value]) => {
    if (name === '$or') return (value as Json[]).flatMap((branch) => expanded(branch, path));
    return Array.isArray(value) ? [[[`${path}.${name}`, value] as const]] : expanded(value as Json, `${path}.${name}`);
  });
  return alternatives.reduce<(readonly [string, readonly unknown[]])[][]>(
    (all, some) => all.flatMap((one) => some.map((other) => [...one, ...other])),
    [[]],
  );
}

function leavesOf(value: unknown, path = '', within: Leaf['within'] = new Map()): Leaf[] {
  if (Array.isArray(value)) {
    return value.flatMap((element, index) =>
      leavesOf(element, path, isObject(element) ? new Map([...within, [value, index]]) : within),
    );
  }
  if (!isObject(value)) return [{ path, value, within }];
  return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, `${path}.${name}`, within));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Is there a leaf for every list, no two of them in different elements of one array? */
function holds(
  lists: readonly (readonly [string, readonly unknown[]])[],
  leaves: readonly Leaf[],
  chosen: readonly Leaf[] = [],
): boolean {
  const [first, ...others] = lists;
  if (first === undefined) return true;
  // The same path may stand in a pattern twice; each list has its leaf.
  const candidates = leaves.filter(
    ({ path, value, within }) =>
      path === first[0] &&
      first[1].includes(value) &&
      chosen.every((other) => [...within].every(([array, at]) => (other.within.get(array) ?? at) === at)),
  );
  return candidates.some((leaf) => holds(others, leaves, [...chosen, leaf]));
}

/** Patterns and events of few names and values, many of which fit one another. */
function worlds(...names: string[]): fc.Arbitrary<[Json, unknown]> {
  const name = fc.constantFrom(...names);
  const number = fc.integer({ min: 0, max: 1 });
  const list = fc.array(number, { minLength: 1, maxLength: 2 });
  const pattern = fc.letrec<{ node: Json }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      fc.dictionary(name, list, { minKeys: 1 }),
      fc.dictionary(name, fc.oneof(list, tie('node')), { minKeys: 1 }),
      fc
        .tuple(fc.dictionary(name, fc.oneof(list, tie('node'))), tie('node'), tie('node'))
        .map(([beside, one, other]) => ({ ...beside, $or: [one, other] })),
    ),
  })).node;
  const event = fc.letrec<{ node: Json; value: unknown }>((tie) => ({
    node: fc.dictionary(name, tie('value')),
    value: fc.oneof(
      { maxDepth: 3 },
      number,
      fc.array(number, { maxLength: 3 }),
      tie('node'),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.array(fc.array(tie('node'), { maxLength: 2 }), { maxLength: 2 }),
    ),
  })).node;
  // Shapes that fit one another, so that enough of the cases match.
  const flat = fc.record({ a: fc.dictionary(name, list, { minKeys: 1 }) });
  const choice = fc.tuple(flat, flat, flat).map(([beside, ...branches]) => ({ ...beside, $or: branches }));
  const elements = fc.record({
    a: fc.array(fc.dictionary(name, number, { minKeys: 1 }), { minLength: 1, maxLength: 3 }),
  });
  return fc.oneof(fc.tuple<[Json, unknown]>(pattern, event), fc.tuple<[Json, unknown]>(choice, elements));
}

function byCombinations([pattern, event]: [Json, unknown]): boolean {
  const leaves = leavesOf(event);
  return expanded(pattern).some((lists) => holds(lists, leaves));
}

describe('a pattern with $or against arrays of objects', () => {
  it('matches as trying every combination of leaves would', () => {
    const outcomes = [0, 0];
    fc.assert(
      fc.property(worlds('a', 'b'), (world) => {
        fc.pre(expanded(world[0]).length <= 1000);
        const expected = byCombinations(world);
        outcomes[Number(expected)] = (outcomes[Number(expected)] ?? 0) + 1;
        expect(matches(JSON.stringify(world[0]), world[1])).toBe(expected);
      }),
      { numRuns: 1000 },
    );
    expect(Math.min(...outcomes)).toBeGreaterThan(100);
  });

  it('matches no more than that where names have dots', () => {
    let matching = 0;
    fc.assert(
      fc.property(worlds('a', 'b', 'a.b', 'a.a', 'b.a.b'), (world) => {
        // More combinations are refused, as EventBridge does.
        fc.pre(expanded(world[0]).length <= 1000);
        if (!matches(JSON.stringify(world[0]), world[1])) return;
        matching += 1;
        expect(byCombinations(world)).toBe(true);
      }),
      { numRuns: 2000 },
    );
    expect(matching).toBeGreaterThan(30);
  });
});
