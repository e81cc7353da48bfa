import { eventOf } from '../dead-letter/dead-letter.ts';
import { masked } from '../secrets/mask.ts';
import { quote } from '../text/printable.ts';
import { answerOf } from './answer-findings.ts';
import { CATALOGUE, type CauseId } from './catalogue.ts';
import type { Owner, Resend } from './cause.ts';
import type { Examined } from './examined.ts';
import { type Obstacle, ownerDespite } from './obstacle.ts';
import { subjectOf } from './subject.ts';

/** Dead letters that failed alike: same cause, rule, detail-type and error up to ids and numbers. */
export interface Group {
  /** `other` collects the dead letters after the bound on groups was reached. */
  readonly cause: CauseId | 'other';
  readonly title: string;
  /** The obstacle to sending these from here, and whether they can be sent again in spite of it. */
  readonly obstacle: Obstacle | null;
  readonly resend: Resend | null;
  /** Who must act first; null for `other`. */
  readonly owner: Owner | null;
  /** Names of the caches that do not exist, in the order in which they came, at most `MOST_CACHES`; only for `cache-not-found`. */
  readonly caches: readonly string[];
  /** There are more such caches than `caches` names. */
  readonly moreCaches: boolean;
  readonly error: string | null;
  readonly why: string;
  readonly count: number;
  readonly ruleArn: string | null;
  readonly detailType: string | null;
  /** SentTimestamp of the first and the last, milliseconds since the epoch. */
  readonly firstSentAt: number | null;
  readonly lastSentAt: number | null;
  readonly sampleMessageId: string;
}

/** So that ten thousand distinct errors cannot fill the memory or the screen. */
export const MOST_GROUPS = 1000;

/** Names of caches that a group keeps, and characters of each: a message can name any cache. */
export const MOST_CACHES = 8;
const LONGEST_CACHE_NAME = 255;

const OTHER = 'other';

/** The key of a group of similar dead letters. */
export function groupKey(examined: Examined): string {
  const { deadLetter, diagnosis } = examined;
  const detailType = eventOf(deadLetter)?.detailType ?? null;
  const { cause, obstacle = null } = diagnosis;
  return JSON.stringify([cause, deadLetter.ruleArn ?? null, detailType, normalisedError(examined), obstacle]);
}

/** The groups by their key. */
export type Groups = ReadonlyMap<string, Group>;

/** The groups with one more dead letter in them; give it every dead letter once. Changes and returns the same map, which would otherwise be copied for every message. */
export function addToGroups(groups: Map<string, Group>, examined: Examined): Map<string, Group> {
  const key = groupKey(examined);
  const fits = groups.has(key) || groups.size < MOST_GROUPS;
  const at = fits ? key : OTHER;
  const known = groups.get(at);
  if (known !== undefined) return groups.set(at, joined(known, examined));
  return groups.set(at, fits ? newGroup(examined) : { ...newGroup(examined), ...THE_REST });
}

/** The groups, largest first. */
export function largestFirst(groups: Groups): readonly Group[] {
  return [...groups.values()].sort((a, b) => b.count - a.count || a.title.localeCompare(b.title));
}

/** The groups of one cause and one obstacle, which need the same action; the largest first. */
export type AlikeGroups = readonly [Group, ...Group[]];

/**
 * The groups by cause and obstacle, in the order in which somebody should read them: causes that stop every later event or
 * that lose data soon, then the others; within both the most frequent first.
 */
export function byUrgency(groups: readonly Group[]): readonly AlikeGroups[] {
  const alike = [
    ...Map.groupBy(groups, ({ cause, obstacle }) => `${cause} ${obstacle}`).values(),
  ] as unknown as AlikeGroups[];
  return alike.sort((a, b) => urgencyOf(b) - urgencyOf(a) || totalOf(b) - totalOf(a));
}

/** Dead letters in all of the groups. */
export function totalOf(groups: readonly Group[]): number {
  return groups.reduce((sum, { count }) => sum + count, 0);
}

function urgencyOf([{ cause }]: AlikeGroups): number {
  return cause !== OTHER && CATALOGUE[cause].urgent === true ? 1 : 0;
}

const THE_REST = {
  cause: OTHER,
  title: 'Further groups',
  error: null,
  obstacle: null,
  resend: null,
  owner: null,
  caches: [],
  moreCaches: false,
  why: `More than ${MOST_GROUPS} kinds of failure; narrow the selection to see them.`,
  ruleArn: null,
  detailType: null,
} as const;

function newGroup(examined: Examined): Group {
  const { deadLetter, diagnosis } = examined;
  const cache = missingCache(examined);
  return {
    cause: diagnosis.cause,
    title: CATALOGUE[diagnosis.cause].title,
    obstacle: diagnosis.obstacle ?? null,
    resend: diagnosis.resend,
    owner: ownerDespite(diagnosis.obstacle, CATALOGUE[diagnosis.cause]),
    caches: cache === undefined ? [] : [cache],
    moreCaches: false,
    error: normalisedError(examined),
    why: CATALOGUE[diagnosis.cause].explanation,
    count: 1,
    ruleArn: deadLetter.ruleArn ?? null,
    detailType: eventOf(deadLetter)?.detailType ?? null,
    firstSentAt: deadLetter.sentAt ?? null,
    lastSentAt: deadLetter.sentAt ?? null,
    sampleMessageId: deadLetter.messageId,
  };
}

function joined(group: Group, examined: Examined): Group {
  const sentAt = examined.deadLetter.sentAt ?? null;
  return {
    ...group,
    ...(group.cause === 'cache-not-found' ? cachesWith(group, missingCache(examined)) : {}),
    count: group.count + 1,
    firstSentAt: least(group.firstSentAt, sentAt),
    lastSentAt: most(group.lastSentAt, sentAt),
  };
}

function missingCache(examined: Examined): string | undefined {
  if (examined.diagnosis.cause !== 'cache-not-found') return undefined;
  return subjectOf(examined).cache?.slice(0, LONGEST_CACHE_NAME);
}

function cachesWith({ caches, moreCaches }: Group, name: string | undefined): Pick<Group, 'caches' | 'moreCaches'> {
  if (name === undefined || caches.includes(name)) return { caches, moreCaches };
  return caches.length < MOST_CACHES ? { caches: [...caches, name], moreCaches } : { caches, moreCaches: true };
}

function least(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

function most(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

/** The error on one short line, with ids and numbers (but the HTTP status) taken out. */
function normalisedError({ deadLetter }: Examined): string | null {
  const { error } = deadLetter;
  const answer = answerOf(error.text);
  const said =
    answer && [`HTTP ${answer.httpStatus}`, answer.title && withoutIds(answer.title)].filter(Boolean).join(' ');
  if (said !== undefined) return quote(said);
  const text = error.message ?? error.code;
  return text === undefined ? null : quote(withoutIds(text));
}

/** The characters of an error that are compared with others. */
const LONGEST_ERROR = 400;

/** UUIDs, the long words with digits that AWS uses as request ids, and numbers; of credentials, which one it is. */
function withoutIds(text: string): string {
  // Taken apart, a credential would not be known for one.
  return masked(text.slice(0, LONGEST_ERROR * 4))
    .slice(0, LONGEST_ERROR)
    .replace(/(?<=‹credential:\w+)…[\w-]{4}(?=›)/g, '')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '#')
    .replace(/\b(?=[a-z]{0,200}\d)[a-z\d]{20,}\b/gi, '#')
    .replace(/(?<!\w)\d+/g, '#');
}
