import { eventOf } from '../dead-letter/dead-letter.ts';
import { masked } from '../secrets/mask.ts';
import { quote } from '../text/printable.ts';
import { answerOf } from './answer-findings.ts';
import { CATALOGUE, type CauseId } from './catalogue.ts';
import type { Resend } from './cause.ts';
import type { Examined } from './examined.ts';
import type { Obstacle } from './obstacle.ts';

/** Dead letters that failed alike: same cause, rule, detail-type and error up to ids and numbers. */
export interface Group {
  /** `other` collects the dead letters after the bound on groups was reached. */
  readonly cause: CauseId | 'other';
  readonly title: string;
  /** The obstacle to sending these from here, and whether they can be sent again in spite of it. */
  readonly obstacle: Obstacle | null;
  readonly resend: Resend | null;
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

const THE_REST = {
  cause: OTHER,
  title: 'Further groups',
  error: null,
  obstacle: null,
  resend: null,
  why: `More than ${MOST_GROUPS} kinds of failure; narrow the selection to see them.`,
  ruleArn: null,
  detailType: null,
} as const;

function newGroup(examined: Examined): Group {
  const { deadLetter, diagnosis } = examined;
  return {
    cause: diagnosis.cause,
    title: CATALOGUE[diagnosis.cause].title,
    obstacle: diagnosis.obstacle ?? null,
    resend: diagnosis.resend,
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

function joined(group: Group, { deadLetter }: Examined): Group {
  const sentAt = deadLetter.sentAt ?? null;
  return {
    ...group,
    count: group.count + 1,
    firstSentAt: least(group.firstSentAt, sentAt),
    lastSentAt: most(group.lastSentAt, sentAt),
  };
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
