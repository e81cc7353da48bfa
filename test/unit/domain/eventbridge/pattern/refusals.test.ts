import { describe, expect, it } from 'vitest';
import { whyUnread } from '../../../../support/builders/event-pattern.ts';

describe('parsePattern', () => {
  it('bounds the depth of a pattern', () => {
    const deep = (open: string, levels: number, close: string) => `${open.repeat(levels)}[1]${close.repeat(levels)}`;
    expect(whyUnread(deep('{"a":', 100_000, '}'))).toBe('unsupported: more than 100 levels');
    expect(whyUnread(deep('{"a":', 101, '}'))).toBe('unsupported: more than 100 levels');
    expect(whyUnread(deep('{"a":', 100, '}'))).toBeUndefined();
    expect(whyUnread(`{"a${'.a'.repeat(2_000)}":[1]}`)).toBe('unsupported: more than 100 levels');
    expect(whyUnread(`{"a${'.a'.repeat(99)}":[1]}`)).toBeUndefined();
    expect(whyUnread(`${'{"$or":[{"a":[1]},'.repeat(101)}{"a":[1]}${']}'.repeat(101)}`)).toMatch(/^unsupported/);
  });
});
