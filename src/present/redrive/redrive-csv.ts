import type { RedriveEntry } from '../../app/redrive/redrive-events.ts';
import { eventOf } from '../../domain/dead-letter/dead-letter.ts';
import { type CsvColumn, csvOf } from '../formats/csv.ts';

const COLUMNS: readonly CsvColumn<RedriveEntry>[] = [
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
  ['before', ({ memory }) => (memory.kind === 'new' ? undefined : memory.kind)],
  ['beforeRun', ({ memory }) => memory.run],
  ['returns', ({ memory }) => memory.returns],
  ['members', ({ decision }) => (decision.verdict === 'hold' ? decision.members.join(' ') : undefined)],
];

/**
 * A row of `dlq redrive --output csv`. The columns are frozen: further ones come after the last. `because`, `edits` and
 * `members` are lists, separated by spaces; of an edit only the path of the member stands here, ndjson has the values.
 */
export const redriveCsv = csvOf(COLUMNS);
