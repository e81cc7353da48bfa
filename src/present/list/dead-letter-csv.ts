import { eventOf } from '../../domain/dead-letter/dead-letter.ts';
import { answerOf } from '../../domain/diagnosis/answer-findings.ts';
import type { Examined } from '../../domain/diagnosis/examined.ts';
import { type Subject, subjectOf } from '../../domain/diagnosis/subject.ts';
import { adviceOf } from '../../flags/advice.ts';
import { type CsvColumn, csvOf } from '../formats/csv.ts';
import type { RowFormat } from '../formats/rows-presenter.ts';
import { iso } from '../style/time.ts';

type Row = Examined & { readonly subject: Subject };

/** Rule, bus and target by name, or the ARN where it names none. */
const COLUMNS: readonly CsvColumn<Row>[] = [
  ['messageId', ({ deadLetter }) => deadLetter.messageId],
  ['sentAt', ({ deadLetter }) => iso(deadLetter.sentAt)],
  ['receiveCount', ({ deadLetter }) => deadLetter.receiveCount],
  ['bodyKind', ({ deadLetter }) => deadLetter.body.kind],
  ['cause', ({ diagnosis }) => diagnosis.cause],
  ['confidence', ({ diagnosis }) => diagnosis.confidence],
  ['resend', ({ diagnosis }) => diagnosis.resend],
  ['detailType', ({ deadLetter }) => eventOf(deadLetter)?.detailType],
  ['source', ({ deadLetter }) => eventOf(deadLetter)?.source],
  ['eventId', ({ deadLetter }) => eventOf(deadLetter)?.id],
  ['eventTime', ({ deadLetter }) => eventOf(deadLetter)?.time],
  ['cache', ({ subject }) => subject.cache],
  ['key', ({ subject }) => subject.key],
  ['topic', ({ subject }) => subject.topic],
  ['bus', ({ deadLetter }) => deadLetter.rule?.bus],
  ['rule', ({ deadLetter }) => deadLetter.rule?.name ?? deadLetter.ruleArn],
  ['target', ({ deadLetter }) => deadLetter.destination?.name ?? deadLetter.targetArn],
  ['errorCode', ({ deadLetter }) => deadLetter.error.code],
  ['httpStatus', ({ deadLetter }) => answerOf(deadLetter.error.text)?.httpStatus],
  ['exhausted', ({ deadLetter }) => deadLetter.error.exhausted],
  ['attempts', ({ deadLetter }) => deadLetter.error.attempts],
  ['errorMessage', ({ deadLetter }) => deadLetter.error.message],
  ['advice', ({ diagnosis }) => adviceOf(diagnosis.cause)],
];

const format = csvOf(COLUMNS);

/**
 * A row of `dlq list --output csv`. The columns are frozen: further ones come after the last. `cache`, `key` and `topic` are
 * what the request to Momento names, or the detail where there is no request.
 */
export const deadLetterCsv: RowFormat<Examined> = {
  head: format.head,
  line: (examined) => format.line({ ...examined, subject: subjectOf(examined) }),
};
