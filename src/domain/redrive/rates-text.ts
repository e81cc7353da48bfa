import { DEFAULT_RATES, type Rates, UNLIMITED } from './pace.ts';

const RATE = /^(\d{1,6}(?:\.\d{1,3})?)(?:\/s)?$/;

/**
 * Reads what an operator said about speed: `80`, `80/s` or `unlimited` for all events, `topicPublish=5` for one detail-type.
 * What was not said stays as it is by default; `unlimited` for all lifts the defaults of single detail-types too. Answers
 * the first text that means nothing.
 */
export function parseRates(texts: readonly string[]): Rates | { readonly meaningless: string } {
  let overall: number | undefined;
  const byType = new Map<string, number>();
  for (const text of texts) {
    const at = text.lastIndexOf('=');
    const rate = parseRate(text.slice(at + 1));
    if (rate === undefined || at === 0) return { meaningless: text };
    if (at < 0) overall = rate;
    else byType.set(text.slice(0, at), rate);
  }
  const defaults = overall === Number.POSITIVE_INFINITY ? UNLIMITED : DEFAULT_RATES;
  const all = new Map([...defaults.byType, ...byType]);
  return {
    overall: overall ?? defaults.overall,
    byType: new Map([...all].filter(([, rate]) => Number.isFinite(rate))),
  };
}

function parseRate(text: string): number | undefined {
  if (text === 'unlimited') return Number.POSITIVE_INFINITY;
  const rate = Number(RATE.exec(text)?.[1]);
  return rate > 0 ? rate : undefined;
}

/** The rates as people read them: `100/s, topicPublish 10/s`; `unlimited`. */
export function ratesText({ overall, byType }: Rates): string {
  const one = (rate: number) => (Number.isFinite(rate) ? `${rate}/s` : 'unlimited');
  return [one(overall), ...[...byType].map(([type, rate]) => `${type} ${one(rate)}`)].join(', ');
}
