import type { AttemptRecord } from './attempt.ts';
import type { RunRecord } from './run.ts';

/** Names the run that shows that the message of an attempt is gone; undefined where none does. */
export type GoneBy = (attempt: Pick<AttemptRecord, 'run' | 'queueArn'>) => string | undefined;

/**
 * Finds the messages that are gone because a later run did not receive them: it read their whole queue, and began after they
 * had to be visible again. Ask it about the last attempt at a message: a later run that received the message would have made
 * a later attempt. In-flight messages of a run are visible `visibleAgainMs` after its end at the latest. SQS's counts, by
 * which a run knows that it saw everything, are approximate (API reference, "GetQueueAttributes"), so this is only reported.
 */
export function goneBy(runs: readonly RunRecord[], visibleAgainMs: number): GoneBy {
  const readings = runs.filter(isWholeReading).sort((one, other) => one.startedAt - other.startedAt);
  const byId = new Map(runs.map((run) => [run.id, run]));
  const shownBy = new Map<string, string | undefined>();
  return ({ run: id, queueArn }) => {
    const run = byId.get(id);
    if (run === undefined || run.underWay) return undefined;
    if (!shownBy.has(id)) {
      const visibleAt = (run.endedAt ?? run.aliveUntil) + visibleAgainMs;
      const first = readings.find(
        (reading) =>
          reading.startedAt >= visibleAt && reading.queueArn === queueArn && reading.endpoint === run.endpoint,
      );
      shownBy.set(id, first?.id);
    }
    return shownBy.get(id);
  };
}

/**
 * Did the run receive everything in its queue, and record an attempt at every message that an earlier run had sent? A FIFO
 * queue keeps messages back while others of their group are in flight; an older momento-eb did not record how far it read.
 */
export function isWholeReading({ end, queueArn }: RunRecord): boolean {
  if (end?.reading === undefined || end.interrupted || end.failure !== undefined) return false;
  const { unseen, stoppedEarly, keptThoughSent } = end.reading;
  const { selected, received } = end.tally;
  return !stoppedEarly && unseen === 0 && keptThoughSent === 0 && selected === received && !queueArn.endsWith('.fifo');
}
