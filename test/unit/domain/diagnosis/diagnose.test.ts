import { describe, expect, it } from 'vitest';
import { CATALOGUE, CAUSE_IDS, isCauseId } from '../../../../src/domain/diagnosis/catalogue.ts';
import { adviceOf } from '../../../../src/flags/advice.ts';
import { examined } from '../../../support/builders/examined.ts';
import { ANSWER_SAMPLES, EVENT_SAMPLES, MESSAGE_SAMPLES, WAY_SAMPLES } from './cause-samples.ts';

const GROUPS = { message: MESSAGE_SAMPLES, event: EVENT_SAMPLES, answer: ANSWER_SAMPLES, way: WAY_SAMPLES };

describe.each(Object.entries(GROUPS))('diagnose, causes in the %s', (group, samples) => {
  it.each(samples)('%j is %s, and also %j (%s)', (sample, cause, also, confidence) => {
    const { diagnosis } = examined(sample);
    const { resend } = CATALOGUE[cause];
    expect(diagnosis).toMatchObject({ cause, also, confidence, resend });
    expect(CATALOGUE[cause].group).toBe(group);
    expect(CATALOGUE[cause].owner === 'nobody').toBe(resend === 'as-is');
  });
});

describe('the catalogue', () => {
  it('has a sample for every cause', () => {
    const reached = Object.values(GROUPS).flatMap((samples) =>
      samples.map(([sample]) => examined(sample).diagnosis.cause),
    );
    expect([...new Set(reached)].sort()).toEqual([...CAUSE_IDS].sort());
  });

  it('says something of every cause, on one line', () => {
    for (const { title, explanation, advice } of Object.values(CATALOGUE)) {
      expect(title).toMatch(/^[^\n]{3,61}$/);
      expect(explanation).toMatch(/^[^\n]+\.$/);
      expect(advice).toMatch(/^[^\n]+\.$/);
    }
  });

  it('knows its own ids and nothing inherited', () => {
    expect(CAUSE_IDS.every(isCauseId)).toBe(true);
    for (const text of ['constructor', '__proto__', 'toString', 'other', '']) expect(isCauseId(text)).toBe(false);
  });

  it('advises a flag that names the cause where only the operator can settle it', () => {
    for (const cause of CAUSE_IDS.filter((id) => CATALOGUE[id].resend === 'after-outside-change')) {
      expect(adviceOf(cause)).toContain(`--resolved ${cause}`);
    }
  });
});
