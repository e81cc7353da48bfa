import { eventOf } from '../dead-letter/dead-letter.ts';
import type { CauseId } from '../diagnosis/catalogue.ts';
import type { Examined } from '../diagnosis/examined.ts';
import { subjectOf } from '../diagnosis/subject.ts';

/** Which dead letters are meant. Every list that is not empty must agree; within a list one is enough. */
export interface Selection {
  readonly causes: readonly CauseId[];
  /** Message ids, unique prefixes of them (8 characters at least), or event ids. */
  readonly ids: readonly string[];
  readonly detailTypes: readonly string[];
  readonly caches: readonly string[];
  readonly topics: readonly string[];
  /** Rule names or ARNs. */
  readonly rules: readonly string[];
  /** Bus names or ARNs. */
  readonly buses: readonly string[];
  /** SentTimestamp bounds, milliseconds since the epoch, both included. */
  readonly since: number | undefined;
  readonly until: number | undefined;
  /** Substring of body or error message, without case. */
  readonly match: string | undefined;
}

/** The selection that means everything. */
export const NO_SELECTION: Selection = {
  causes: [],
  ids: [],
  detailTypes: [],
  caches: [],
  topics: [],
  rules: [],
  buses: [],
  since: undefined,
  until: undefined,
  match: undefined,
};

/** Shortest prefix of a message id that is taken for one. */
export const SHORTEST_ID_PREFIX = 8;

/** Is the dead letter one of those meant? */
export function isSelected(selection: Selection, examined: Examined): boolean {
  const { deadLetter, diagnosis } = examined;
  const subject = subjectOf(examined);
  return (
    includes(selection.causes, diagnosis.cause) &&
    (selection.ids.length === 0 || selection.ids.some((id) => isNamed(id, examined))) &&
    includes(selection.detailTypes, eventOf(deadLetter)?.detailType) &&
    includes(selection.caches, subject.cache) &&
    includes(selection.topics, subject.topic) &&
    (includes(selection.rules, deadLetter.rule?.name) || includes(selection.rules, deadLetter.ruleArn)) &&
    (includes(selection.buses, deadLetter.rule?.bus) || includes(selection.buses, deadLetter.rule?.busArn)) &&
    (selection.since === undefined || (deadLetter.sentAt ?? Number.NEGATIVE_INFINITY) >= selection.since) &&
    (selection.until === undefined || (deadLetter.sentAt ?? Number.POSITIVE_INFINITY) <= selection.until) &&
    (selection.match === undefined || contains(examined, selection.match.toLowerCase()))
  );
}

/** Is this the dead letter of that id: its message id, a prefix of it, or its event's id? */
export function isNamed(id: string, { deadLetter }: Examined): boolean {
  const wanted = id.toLowerCase();
  if (deadLetter.messageId.toLowerCase() === wanted || eventOf(deadLetter)?.id.toLowerCase() === wanted) return true;
  return wanted.length >= SHORTEST_ID_PREFIX && deadLetter.messageId.toLowerCase().startsWith(wanted);
}

function includes<T extends string>(wanted: readonly T[], value: T | undefined): boolean {
  return wanted.length === 0 || (value !== undefined && wanted.includes(value));
}

function contains({ deadLetter }: Examined, needle: string): boolean {
  const { message } = deadLetter.error;
  return deadLetter.text.toLowerCase().includes(needle) || (message ?? '').toLowerCase().includes(needle);
}
