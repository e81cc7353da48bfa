import { isJsonObject, parseJson } from '../json/json.ts';
import { shortHash } from '../text/short-hash.ts';

/** When each note was last shown, in epoch milliseconds, by the hash of its text. */
export type ShownNotes = ReadonlyMap<string, number>;

const DAY_MS = 86_400_000;
/** Notes that are kept for a queue; a message can name any rule, and each makes a note of its own. */
const MOST_NOTES = 200;

/** The shown notes of a text that `shownNotesText` wrote; none where it is anything else. */
export function readShownNotes(text: string): ShownNotes {
  const value = parseJson(text);
  if (!isJsonObject(value)) return new Map();
  return new Map(Object.entries(value).filter((entry): entry is [string, number] => Number.isFinite(entry[1])));
}

/** The notes as text: hashes and times only, because a note can quote a message. */
export function shownNotesText(shown: ShownNotes): string {
  return JSON.stringify(Object.fromEntries(shown));
}

/** The notes that were not shown within the last day. A time in the future counts for nothing. */
export function dueNotes(shown: ShownNotes, notes: readonly string[], now: number): readonly string[] {
  return notes.filter((note) => !isOfToday(shown.get(keyOf(note)), now));
}

/** The shown notes after those were shown at `now`, without those older than a day. */
export function withShown(shown: ShownNotes, notes: readonly string[], now: number): ShownNotes {
  const known = [...shown].filter(([, at]) => isOfToday(at, now));
  const added = notes.map((note) => [keyOf(note), now] as const);
  return new Map([...known, ...added].slice(-MOST_NOTES));
}

function isOfToday(at: number | undefined, now: number): boolean {
  return at !== undefined && at <= now && now - at < DAY_MS;
}

function keyOf(note: string): string {
  return shortHash(note).toString(36);
}
