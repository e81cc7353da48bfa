import { dueNotes, readShownNotes, shownNotesText, withShown } from '../../domain/history/shown-notes.ts';
import type { DiscoveryCachePort } from '../integration/discovery-ports.ts';

/** The end of a reading; `assumptions` are those of its warnings that would be the same in every reading. */
interface Noted {
  readonly warnings: readonly string[];
  readonly assumptions: readonly string[];
}

/**
 * The end without the assumptions that `memory` says were shown within the last day; it remembers the others. Where nothing
 * can be read or kept, every note is shown each time.
 */
export async function oncePerDay<End extends Noted>(memory: DiscoveryCachePort, now: number, end: End): Promise<End> {
  if (end.assumptions.length === 0) return end;
  const shown = readShownNotes((await memory.read()) ?? '');
  const due = dueNotes(shown, end.assumptions, now);
  if (due.length > 0) await memory.write(shownNotesText(withShown(shown, due, now)));
  const old = new Set(end.assumptions.filter((note) => !due.includes(note)));
  return { ...end, assumptions: due, warnings: end.warnings.filter((warning) => !old.has(warning)) };
}
