import { describe, it, type TestContext } from 'vitest';
import { type Difference, type Engine, EVERY_TEST, type Part } from './engine.ts';

/** Adds a test to a part of the contract; no other test of the part has that name. */
export type Specify = (name: string, body: (test: TestContext) => Promise<void>) => void;

/**
 * One part of what is expected of an engine. A test that the engine is known not to pass must fail, and in the way that
 * is listed; vitest counts it as "expected fail". A listed difference that is none any more fails, and so does one that
 * no test is named for.
 */
export function contractPart(engine: Engine, part: Part, specify: (it: Specify) => void): void {
  describe.skipIf(engine.absent !== undefined)(titleOf(engine, part), () => {
    const differences = engine.differences[part] ?? {};
    const named = new Set<string>([EVERY_TEST]);
    specify((name, body) => {
      if (named.has(name)) throw new Error(`two tests of ${part} are named ${name}`);
      named.add(name);
      const difference = differences[name] ?? differences[EVERY_TEST];
      if (difference === undefined) it(name, body);
      else it(`${name} ≠ ${difference.instead}`, { fails: true }, (test) => expectDifference(test, difference, body));
    });
    for (const name of Object.keys(differences).filter((name) => !named.has(name))) {
      it(`lists a difference without a test: ${name}`, () => {
        throw new Error('Take it out of the list.');
      });
    }
  });
}

function titleOf({ name, absent }: Engine, part: Part): string {
  return absent === undefined ? `${name}: ${part}` : `${name}: ${part} (skipped: ${absent})`;
}

async function expectDifference(
  test: TestContext,
  { shows }: Difference,
  body: (test: TestContext) => Promise<void>,
): Promise<void> {
  const failure = await failureOf(body(test));
  if (failure?.includes(shows)) throw new Error(failure);
  // To vitest any failure would be the expected one.
  Object.assign(test.task, { fails: false });
  if (failure === undefined) throw new Error('This difference is none any more: take it out of the list.');
  throw new Error(`This differs in another way than is listed. Listed: ${shows}. Seen: ${failure}`);
}

async function failureOf(running: Promise<void>): Promise<string | undefined> {
  try {
    await running;
    return undefined;
  } catch (failure) {
    return failure instanceof Error ? `${failure.name}: ${failure.message}` : String(failure);
  }
}
