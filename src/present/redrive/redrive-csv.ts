import type { RedriveEntry } from '../../app/redrive/redrive-events.ts';
import { eventOf } from '../../domain/dead-letter/dead-letter.ts';
import { type CsvColumn, csvOf } from '../formats/csv.ts';

/**
 * The columns of `dlq redrive --output csv`. They are frozen: further ones come after the last. `because`, `edits` and
 * `members` are lists, separated by spaces; an edit is only the path of its member, ndjson has the values.
 */
export const REDRIVE_COLUMNS: readonly CsvColumn<RedriveEntry>[] = [
  ['messageId', ({ examined }) => examined.deadLetter.messageId],
  ['verdict', ({ decision }) => decision.verdict],
  ['outcome', ({ outcome }) => outcome],
  ['cause', ({ decision }) => decision.cause],
  ['reason', ({ decision }) => (decision.verdict === 'hold' ? decision.reason : undefined)],
  ['because', ({ decision }) => (decision.verdict === 'hold' ? decision.because.join(' ') : undefined)],
  ['edits', ({ decision }) => decision.edits.map(({ path }) => path).join(' ')],
  ['eventId', ({ examined }) => eventOf(examined.deadLetter)?.id],
  ['newEventId', ({ newEventId }) => newEventId],
  ['errorCode', ({ errorCode }) => errorCode],
  ['errorMessage', ({ errorMessage }) => errorMessage],
  ['before', ({ prior }) => (prior.kind === 'new' ? undefined : prior.kind)],
  ['beforeRun', ({ prior }) => prior.run],
  ['returns', ({ prior }) => prior.returns],
  ['members', ({ decision }) => (decision.verdict === 'hold' ? decision.members.join(' ') : undefined)],
];

/** A row of CSV. */
export const redriveCsv = csvOf(REDRIVE_COLUMNS);
