import { describe, expect, it } from 'vitest';
import { parseWhen } from '../../../../src/domain/selection/when.ts';

const NOW = Date.UTC(2026, 0, 31, 12);

/** What an operator says, and the time that is meant. */
const TIMES: readonly [string, string][] = [
  ['2026-01-31T10:00:00Z', '2026-01-31T10:00:00.000Z'],
  ['2026-01-31T10:00Z', '2026-01-31T10:00:00.000Z'],
  ['2026-01-31T10:00:00.123456789Z', '2026-01-31T10:00:00.123Z'],
  ['2026-01-31T10:00+01:00', '2026-01-31T09:00:00.000Z'],
  ['2026-01-31T10:00-0530', '2026-01-31T15:30:00.000Z'],
  ['2026-01-31T10:00', '2026-01-31T10:00:00.000Z'],
  ['2026-01-31 10:00', '2026-01-31T10:00:00.000Z'],
  ['2026-01-31', '2026-01-31T00:00:00.000Z'],
  ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  [' 2026-01-31 ', '2026-01-31T00:00:00.000Z'],
  ['90s', '2026-01-31T11:58:30.000Z'],
  ['30m', '2026-01-31T11:30:00.000Z'],
  ['2h', '2026-01-31T10:00:00.000Z'],
  ['3 d', '2026-01-28T12:00:00.000Z'],
  ['1w', '2026-01-24T12:00:00.000Z'],
  ['0s', '2026-01-31T12:00:00.000Z'],
];

describe('parseWhen', () => {
  it.each(TIMES)('%j is %s', (text, expected) => {
    const at = parseWhen(text, NOW);
    expect(at === undefined ? undefined : new Date(at).toISOString()).toBe(expected);
  });

  it.each([
    '',
    'yesterday',
    '2',
    '2026',
    '2026-01',
    '2026-02-31',
    '2026-13-01',
    '2026-01-31T25:00Z',
    '2026-01-31T10:00+99:00',
    '31.1.2026',
    'Jan 31, 2026',
    '-2h',
    '2H',
    '1.5h',
    '1y',
    '2h ago',
    '99999999d',
    'constructor',
  ])('%j is no time', (text) => {
    expect(parseWhen(text, NOW)).toBeUndefined();
  });
});
