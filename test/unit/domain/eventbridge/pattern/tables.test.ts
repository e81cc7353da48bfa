import { describe, expect, it } from 'vitest';
import { matches, whyUnread } from '../../../../support/builders/event-pattern.ts';
import { PATTERN_TABLES, REFUSED_TABLES } from '../../../../support/patterns/tables.ts';

describe.each(Object.entries(PATTERN_TABLES))('%s', (_, table) => {
  it.each(table)('$pattern', ({ pattern, matching, others }) => {
    expect(matching.filter((event) => !matches(pattern, event))).toEqual([]);
    expect(others.filter((event) => matches(pattern, event))).toEqual([]);
  });
});

describe.each(Object.entries(REFUSED_TABLES))('refusals: %s', (_, table) => {
  it.each(table)('says of %s: %s', (pattern, reason) => {
    expect(whyUnread(pattern)).toBe(reason);
  });
});
