import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/app/failures.ts';
import { formatOf } from '../../src/flags/output.ts';
import { policyOf, type RepairFlags } from '../../src/flags/repair.ts';
import { saidAgain, WHERE, WHICH } from '../../src/flags/said-again.ts';
import { type SelectionFlags, selectionOf } from '../../src/flags/selection.ts';

const NOW = Date.parse('2026-01-02T00:00:00Z');

describe('words that mean nothing', () => {
  it.each<[string, SelectionFlags]>([
    ['an id too short to be sure', { id: ['1234567'] }],
    ['a cause that does not exist', { cause: ['key-conflct'] }],
    ['no time', { since: 'yesterday' }],
    ['a range that holds nothing', { since: '1h', until: '2h' }],
  ])('are a usage failure: %s', (_, flags) => {
    expect(() => selectionOf(flags, NOW)).toThrow(expect.objectContaining({ exit: 2 }));
  });

  it.each<[string, RepairFlags]>([
    ['--ttl without --fix', { fix: false, ttl: 60 }],
    ['--prefer without --fix', { fix: false, prefer: 'key' }],
    ['--map-cache without --fix', { fix: false, 'map-cache': ['a=b'] }],
    ['a mapping that is none', { fix: true, 'map-cache': ['a'] }],
    ['a cause in the event as resolved', { fix: true, resolved: ['ttl-missing'] }],
    ['a cause that does not exist as resolved', { fix: true, resolved: ['nonsense'] }],
  ])('are a usage failure: %s', (_, flags) => {
    expect(() => policyOf(flags)).toThrow(Failure);
  });
});

describe('words', () => {
  it.each([
    [{ json: false }, 'text'],
    [{ json: true }, 'json'],
    [{ json: false, output: 'ndjson' }, 'ndjson'],
    [{ json: false, output: 'csv' }, 'csv'],
  ] as const)('say in what form to answer: %j', (flags, format) => {
    expect(formatOf(flags)).toBe(format);
  });

  it('cannot say two forms', () => {
    expect(() => formatOf({ json: true, output: 'csv' })).toThrow(expect.objectContaining({ exit: 2 }));
    expect(() => formatOf({ json: false, bom: true })).toThrow(expect.objectContaining({ exit: 2 }));
    expect(formatOf({ json: false, output: 'csv', bom: true })).toBe('csv');
  });

  it('select by everything that was said, and by nothing else', () => {
    const said = { cause: ['timeout'], since: '2h', until: '2026-01-01T23:30Z', match: 'Order' };
    expect(selectionOf(said, NOW)).toEqual({
      causes: ['timeout'],
      ids: [],
      detailTypes: [],
      caches: [],
      topics: [],
      rules: [],
      buses: [],
      since: NOW - 7_200_000,
      until: NOW - 1_800_000,
      match: 'Order',
    });
  });

  it('allow what they say to be repaired and to count as settled', () => {
    const policy = policyOf({ fix: true, prefer: 'key', ttl: 60, 'map-cache': ['a=b', 'c=d'], resolved: ['unknown'] });
    expect(policy.repair).toEqual({
      prefer: 'key',
      base64AsText: false,
      ttlSeconds: 60,
      maxTtlSeconds: undefined,
      escapeMessage: false,
      set: [],
      edits: new Map(),
      mapCache: new Map([
        ['a', 'b'],
        ['c', 'd'],
      ]),
    });
    expect([...policy.resolved]).toEqual(['unknown']);
  });
});

describe('flags said again', () => {
  it('say where and which as a shell takes them, and nothing that was not given', () => {
    const given = { queue: "my 'dlq'", sandbox: true, concurrency: 8, refresh: false, id: ['a b', 'c'], limit: 3 };
    expect(saidAgain(given, WHERE)).toBe(" --queue 'my '\\''dlq'\\''' --sandbox");
    expect(saidAgain(given, WHICH)).toBe(" --id 'a b' --id c");
    expect(saidAgain({}, [...WHERE, ...WHICH])).toBe('');
  });
});
