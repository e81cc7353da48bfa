/** Events a second; Infinity is unlimited. */
export interface Rates {
  readonly overall: number;
  /** Lower ones for single detail-types. */
  readonly byType: ReadonlyMap<string, number>;
}

/** No limit but those of AWS. */
export const UNLIMITED: Rates = { overall: Number.POSITIVE_INFINITY, byType: new Map() };

/** Momento's default quotas a region: 100 cache operations and 10 topic operations a second (Momento docs, "Service limits"). */
export const DEFAULT_RATES: Rates = { overall: 100, byType: new Map([['topicPublish', 10]]) };

/** How far one limit lets events through; times in milliseconds on the monotonic clock. */
interface Gate {
  readonly limit: number;
  /** Events a second at `changedAt`; it grows from then on. */
  readonly rate: number;
  readonly growthPerSecond: number;
  readonly changedAt: number;
  /** Not before this may the next events go. */
  readonly openAt: number;
}

/** The events sent so far, and how fast the next may follow. A value: every change returns a new one. */
export interface Pace {
  readonly overall: Gate;
  readonly byType: ReadonlyMap<string, Gate>;
  /** When AWS last throttled. */
  readonly slowedAt: number;
  /** Counted in stretches of a second, to know how fast it went when AWS throttled. */
  readonly counted: { readonly since: number; readonly events: number; readonly rateBefore: number };
}

/** A run begins with this part of its rate, so that a mistake shows before it is a flood; but with no less than `FIRST_LEAST`. */
const FIRST_PART = 0.1;
const FIRST_LEAST = 5;
/** And reaches the whole within this time. */
const RAMP_SECONDS = 10;
/** The lowest rate, in events a second, however often AWS throttles. */
const SLOWEST = 1;
/** Throttled answers that come together are one sign. */
const ONE_SIGN_MS = 1_000;

/** The pace at the beginning of a run. */
export function startPace(rates: Rates, now: number): Pace {
  const byType = new Map([...rates.byType].map(([type, limit]) => [type, openGate(limit, now)]));
  return {
    overall: openGate(rates.overall, now),
    byType,
    counted: { since: now, events: 0, rateBefore: 0 },
    slowedAt: Number.NEGATIVE_INFINITY,
  };
}

/** When events of that detail-type may go, at the earliest. */
export function openAt({ overall, byType }: Pace, detailType: string): number {
  return Math.max(overall.openAt, byType.get(detailType)?.openAt ?? Number.NEGATIVE_INFINITY);
}

/** The pace after events have gone, by detail-type; the more went, the longer the next must wait. */
export function spend(pace: Pace, counts: ReadonlyMap<string, number>, now: number): Pace {
  const byType = new Map(pace.byType);
  let events = 0;
  for (const [type, count] of counts) {
    events += count;
    const gate = byType.get(type);
    if (gate !== undefined) byType.set(type, passed(gate, count, now));
  }
  return { ...pace, overall: passed(pace.overall, events, now), byType, counted: count(pace.counted, events, now) };
}

/**
 * The pace after AWS has throttled: half as fast (of what was really reached, where nothing else limits it), then slowly
 * faster again up to the limit. Source of the idea: additive increase, multiplicative decrease.
 */
export function slower(pace: Pace, now: number): Pace {
  const { overall } = pace;
  if (now - pace.slowedAt < ONE_SIGN_MS) return pace;
  const reached = Math.min(rateAt(overall, now), measured(pace, now));
  const rate = Math.max(SLOWEST, reached / 2);
  const gate = {
    ...overall,
    rate,
    growthPerSecond: Math.max(SLOWEST, reached / 2 / RAMP_SECONDS),
    changedAt: now,
    openAt: Math.max(overall.openAt, now) + 1000 / rate,
  };
  return { ...pace, overall: gate, slowedAt: now };
}

/** Milliseconds that these events take at these rates, by detail-type, without the slow start. */
export function timeNeeded({ overall, byType }: Rates, counts: ReadonlyMap<string, number>): number {
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const each = [...counts].map(([type, count]) => count / (byType.get(type) ?? Number.POSITIVE_INFINITY));
  return Math.max(0, all / overall, ...each) * 1000;
}

function openGate(limit: number, now: number): Gate {
  const isLimited = Number.isFinite(limit);
  return {
    limit,
    rate: isLimited ? Math.max(Math.min(limit, FIRST_LEAST), limit * FIRST_PART) : limit,
    growthPerSecond: isLimited ? limit / RAMP_SECONDS : 0,
    changedAt: now,
    openAt: now,
  };
}

function rateAt({ limit, rate, growthPerSecond, changedAt }: Gate, now: number): number {
  return Math.min(limit, rate + (growthPerSecond * Math.max(0, now - changedAt)) / 1000);
}

function passed(gate: Gate, count: number, now: number): Gate {
  return { ...gate, openAt: Math.max(gate.openAt, now) + (count * 1000) / rateAt(gate, now) };
}

function count({ since, events, rateBefore }: Pace['counted'], more: number, now: number): Pace['counted'] {
  const elapsed = now - since;
  if (elapsed < 1000) return { since, events: events + more, rateBefore };
  return { since: now, events: more, rateBefore: (events * 1000) / elapsed };
}

function measured({ counted: { since, events, rateBefore } }: Pace, now: number): number {
  return Math.max(rateBefore, (events * 1000) / Math.max(1000, now - since));
}

const RATE = /^(\d{1,6}(?:\.\d{1,3})?)(?:\/s)?$/;

/**
 * Parses the rates of an operator: `80`, `80/s` or `unlimited` for all events, `topicPublish=5` for one detail-type.
 * Unnamed rates keep their defaults; `unlimited` for all removes the defaults of single detail-types too. Returns the first
 * invalid text, if there is one.
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
