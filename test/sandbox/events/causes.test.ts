import { describe, expect, it } from 'vitest';
import { CAUSE_IDS, type CauseId } from '../../../src/domain/diagnosis/catalogue.ts';
import type { CauseCase } from '../causes/case.ts';
import { IN_THE_ANSWER } from '../causes/in-the-answer.ts';
import { IN_THE_EVENT } from '../causes/in-the-event.ts';
import { IN_THE_MESSAGE } from '../causes/in-the-message.ts';
import { DELIVERY_CAUSES } from '../causes/on-the-way.ts';
import { integrations } from '../integrations.ts';
import { listed } from '../use-cases.ts';

const CASES: readonly CauseCase[] = [...IN_THE_MESSAGE, ...IN_THE_EVENT, ...IN_THE_ANSWER, ...DELIVERY_CAUSES];

/** The others are reached by literal dead letters, in the tests of the diagnosis. */
const NOT_FROM_THE_SANDBOX: Readonly<Partial<Record<CauseId, string>>> = {
  throttled: 'the sandbox has no quota of its own between a rule and its target',
  'transform-failed': 'where a template breaks, the body is the broken text, so that event-incomplete comes first',
  'retries-exhausted': 'every error that the sandbox retries has a known wording, which says more',
  'aws-error': 'every error code of the sandbox has a known wording or a meaning of its own',
  unknown: 'every error of the sandbox has a known wording',
};

describe('a delivery that fails', () => {
  const start = integrations();

  it.each(CASES)('is diagnosed as $cause when $how', async ({ prepare, event, afterwards, ...wanted }) => {
    const started = await start(wanted.options);
    await prepare?.(started);
    if (event !== undefined) await started.put(event);
    await afterwards?.(started);
    const examined = await listed(started.sandbox);
    expect(examined).toHaveLength(wanted.deadLetters ?? 1);
    const { cause, also } = examined.at(-1)?.diagnosis ?? {};
    expect(cause).toBe(wanted.cause);
    if (wanted.also !== undefined) expect(also).toEqual(wanted.also);
  });
});

it('reaches every cause of the catalogue by a real delivery, or says why the sandbox cannot', () => {
  const produced = CASES.map(({ cause }) => cause);
  const named = Object.keys(NOT_FROM_THE_SANDBOX) as CauseId[];
  expect(produced.filter((cause) => named.includes(cause))).toEqual([]);
  expect([...new Set([...produced, ...named])].sort()).toEqual([...CAUSE_IDS].sort());
});
