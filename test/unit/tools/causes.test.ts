import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CATALOGUE, CAUSE_IDS, type CauseId } from '../../../src/domain/diagnosis/catalogue.ts';
import { repairsFor } from '../../../src/domain/repair/repairs.ts';
import { repairWords } from '../../../src/flags/advice.ts';
import { repairFlags } from '../../../src/flags/repair.ts';
import { toldCauses } from '../../../tools/causes.ts';
import { ENVIRONMENT } from '../../../tools/environment.ts';

describe('the causes as they are told', () => {
  it('are all of them, in the order of the catalogue', () => {
    expect(toldCauses().map(({ id }) => id)).toEqual(CAUSE_IDS);
  });

  it.each(toldCauses().map((told) => [told.id, told] as const))('%s names only flags that exist', (_, { flags }) => {
    for (const flag of flags.flatMap((way) => way.match(/--[a-z0-9-]+/g) ?? [])) {
      expect(['send-to-rule', ...Object.keys(repairFlags)]).toContain(flag.slice(2));
    }
  });

  it.each(toldCauses().map((told) => [told.id, told] as const))('%s has flags where they help', (id, told) => {
    const { resend } = CATALOGUE[id];
    const repairs = new Set(repairsFor(id).map(repairWords));
    const isForOutside = told.flags.includes(`--resolved ${id}`);
    expect(isForOutside).toBe(resend === 'after-outside-change');
    const isForRule = told.flags.includes('--send-to-rule RULE');
    expect(isForRule).toBe(id === 'not-from-a-rule');
    expect(told.flags.length).toBe(repairs.size + (isForOutside ? 1 : 0) + (isForRule ? 1 : 0));
    expect(told.does.startsWith('Repairs')).toBe(resend === 'after-repair' && repairs.size > 0);
  });
});

it.each<[CauseId, RegExp]>([
  ['timeout', /^Sends it as it is\. Redrive;/],
  [
    'ttl-missing',
    /^Repairs it, then sends it; holds what stays wrong\. The application must send a ttl\. --fix --ttl SECONDS says how long\.$/,
  ],
  ['key-missing', /^Repairs it, then sends it; holds what stays wrong\. The application must/],
  [
    'role-denied',
    /^Holds it until you say that this is settled\. Correct the role, then rerun with --resolved role-denied\./,
  ],
  ['not-an-event', /^Never sends it\. Leave it/],
])('of %s is told what is done and what is left to do', (cause, does) => {
  expect(toldCauses().find(({ id }) => id === cause)?.does).toMatch(does);
});

describe('the table of the environment', () => {
  const told = ENVIRONMENT.flatMap(([names]) => names.split(', '));

  it('tells every variable of ours that the source names, and no other', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const named = files.flatMap((file) => readFileSync(`src/${file}`, 'utf8').match(/MOMENTO_EB_[A-Z_]*[A-Z]/g) ?? []);
    expect(told.filter((name) => name.startsWith('MOMENTO_EB_')).sort()).toEqual([...new Set(named)].sort());
  });

  it('tells no variable twice', () => {
    expect(new Set(told).size).toBe(told.length);
  });
});
