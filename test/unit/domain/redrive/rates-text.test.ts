import { describe, expect, it } from 'vitest';
import { DEFAULT_RATES, parseRates, type Rates, ratesText, UNLIMITED } from '../../../../src/domain/redrive/pace.ts';

const rates = (overall: number, byType: Record<string, number> = {}): Rates => ({
  overall,
  byType: new Map(Object.entries(byType)),
});

describe('rates', () => {
  it.each<[readonly string[], Rates]>([
    [[], DEFAULT_RATES],
    [['80'], rates(80, { topicPublish: 10 })],
    [['80/s', 'topicPublish=5'], rates(80, { topicPublish: 5 })],
    [['0.5'], rates(0.5, { topicPublish: 10 })],
    [['cacheDelete=20'], rates(100, { topicPublish: 10, cacheDelete: 20 })],
    [['topicPublish=unlimited'], rates(100)],
    [['unlimited'], UNLIMITED],
    [['unlimited', 'topicPublish=5/s'], rates(Number.POSITIVE_INFINITY, { topicPublish: 5 })],
    [['a=b=3'], rates(100, { topicPublish: 10, 'a=b': 3 })],
  ])('%j', (texts, expected) => {
    expect(parseRates(texts)).toEqual(expected);
  });

  it.each(['', '0', '-1', 'fast', '=5', 'topicPublish=', 'topicPublish=0', '1e3', '80/m', '10 000'])(
    '%j means nothing',
    (text) => {
      expect(parseRates(['80', text])).toEqual({ meaningless: text });
    },
  );

  it.each<[Rates, string]>([
    [DEFAULT_RATES, '100/s, topicPublish 10/s'],
    [UNLIMITED, 'unlimited'],
  ])('are told as people read them', (told, expected) => {
    expect(ratesText(told)).toBe(expected);
  });
});
