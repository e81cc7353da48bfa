import { describe, expect, it } from 'vitest';
import { lazyConstants } from '../../../bundle/lazy-constants.ts';

const REQUIRES = /^const (\w+_1) = (load\(.+\));$/gm;

/** Runs a module that knows `load`; answers its `exports` and what it had loaded when, in order. */
function evaluated(code: string, loads: Readonly<Record<string, unknown>>) {
  const trace: string[] = [];
  const load = (name: string) => {
    trace.push(name);
    return loads[name];
  };
  const exports: Record<string, unknown> = {};
  new Function('exports', 'load', 'trace', code)(exports, load, trace);
  return { exports, trace };
}

describe('constants that are made lazy', () => {
  it('are made when they are first used, and once', () => {
    const code = lazyConstants(
      `const a_1 = load("a");\nconst b_1 = load("b");\nexports.f = () => (0, a_1.add)(a_1.one);\nexports.g = () => b_1;`,
      REQUIRES,
    );
    const { exports, trace } = evaluated(code, { a: { add: (n: number) => n + 1, one: 1 }, b: 'b' });
    expect(trace).toEqual([]);
    expect((exports.f as () => number)()).toBe(2);
    expect((exports.f as () => number)()).toBe(2);
    expect(trace).toEqual(['a']);
  });

  it('can still be constructed, extended and read', () => {
    const code = lazyConstants(
      `const a_1 = load("a");\nclass Sub extends a_1.default {}\nexports.is = new a_1.default() instanceof a_1.default;\nexports.sub = new Sub() instanceof a_1.default;`,
      REQUIRES,
    );
    const { exports } = evaluated(code, { a: { default: class {} } });
    expect(exports).toEqual({ is: true, sub: true });
  });

  it('leaves alone what only looks alike, and code without any', () => {
    const other = 'const a_12 = 1;\nexports.a = a_12;';
    expect(lazyConstants(other, REQUIRES)).toBe(other);
    const code = lazyConstants(`const a_1 = load("a");\nconst a_12 = 1;\nexports.a = a_12;`, REQUIRES);
    expect(evaluated(code, {}).exports).toEqual({ a: 1 });
  });
});
