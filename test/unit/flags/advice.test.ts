import { describe, expect, it } from 'vitest';
import { CAUSE_IDS } from '../../../src/domain/diagnosis/catalogue.ts';
import { REPAIR_IDS, type Why } from '../../../src/domain/repair/repair.ts';
import { REPAIRS } from '../../../src/domain/repair/repairs.ts';
import { adviceOf, adviceOnHeld, reasonOf, repairWords, waysFor } from '../../../src/flags/advice.ts';
import { policyOf, repairFlags } from '../../../src/flags/repair.ts';
import { repairFlag } from '../../../src/flags/repair-flags.ts';

const SPELLED = new Set([...Object.keys(repairFlags), 'endpoint-host', 'send-to-rule'].map((name) => `--${name}`));

describe('the registry of repairs', () => {
  it.each(REPAIR_IDS)('%s has a flag exactly where the operator must ask for it', (id) => {
    expect(repairFlag(id).flag === undefined).toBe(REPAIRS[id].kind === 'safe');
    expect(repairFlag(id).help).not.toBe('');
  });

  it('has every flag once, and makes each a flag of the command', () => {
    const flags = REPAIR_IDS.map((id) => repairFlag(id).flag).filter((flag) => flag !== undefined);
    expect(new Set(flags).size).toBe(flags.length);
    expect(Object.keys(repairFlags)).toEqual(['fix', ...flags, 'edits-template', 'resolved']);
  });

  it('turns the values of all flags into one policy', () => {
    const flags = {
      fix: true,
      prefer: 'key_base64',
      ttl: 60,
      'max-ttl': 90,
      'base64-as-text': true,
      'escape-message': true,
      'map-cache': ['a=b'],
      set: ['detail.key=x'],
    };
    expect(policyOf(flags).repair).toEqual({
      prefer: 'key_base64',
      ttlSeconds: 60,
      maxTtlSeconds: 90,
      base64AsText: true,
      escapeMessage: true,
      mapCache: new Map([['a', 'b']]),
      set: [
        { path: { root: 'detail', names: ['key'] }, json: '"x"', asked: { repair: 'set-values' }, kind: 'assumed' },
      ],
      edits: new Map(),
    });
  });
});

describe('advice', () => {
  it.each(CAUSE_IDS)('on %s is of sentences, and names only flags that exist', (cause) => {
    for (const text of [adviceOf(cause), adviceOnHeld(cause)]) {
      for (const flag of text.match(/--[a-z0-9-]+/g) ?? []) expect(SPELLED).toContain(flag);
    }
    expect(adviceOf(cause)).toMatch(/^[^\n]+\.$/);
    expect(adviceOf(cause)).not.toContain('..');
    for (const way of waysFor(cause)) expect(adviceOf(cause)).toContain(way);
  });

  it('says to fix the cause first, then which flag', () => {
    expect(adviceOf('cache-not-found')).toBe(
      'Create the cache, then rerun with --resolved cache-not-found. --fix --map-cache OLD=NEW sends its events to another cache.',
    );
  });
});

describe('the reason of an edit', () => {
  it.each<[Why, string]>([
    [{ kind: 'safe', reason: 'the same bytes' }, 'the same bytes'],
    [{ kind: 'assumed', asked: { repair: 'give-ttl', value: '60' } }, '--ttl 60'],
    [
      { kind: 'assumed', asked: { repair: 'prefer-key', value: 'key' }, reason: 'the keys differ' },
      '--prefer key: the keys differ',
    ],
    [{ kind: 'assumed', asked: { repair: 'base64-as-text' }, reason: 'r' }, '--base64-as-text: r'],
    [{ kind: 'assumed', asked: { repair: 'map-cache', value: 'a=b' } }, '--map-cache a=b'],
    [{ kind: 'assumed', asked: { repair: 'set-values' } }, '--set'],
    [{ kind: 'assumed', asked: { repair: 'edit-values', value: 'line 3' } }, '--edits, line 3'],
  ])('%j is %s', (why, said) => {
    expect(reasonOf(why)).toBe(said);
  });

  it('names a safe repair by --fix alone', () => {
    expect(repairWords('merge-keys')).toBe('--fix');
  });
});
