import { type DeadLetter, eventOf } from '../../domain/dead-letter/dead-letter.ts';
import { answerOf } from '../../domain/diagnosis/answer-findings.ts';
import type { Examined } from '../../domain/diagnosis/examined.ts';
import { subjectOf } from '../../domain/diagnosis/subject.ts';
import { textAt } from '../../domain/json/edit-text.ts';
import { parseJson } from '../../domain/json/json.ts';
import { printableJson } from '../../domain/text/printable.ts';
import { adviceOf } from '../../flags/advice.ts';
import { type CsvColumn, csvOf } from '../formats/csv.ts';
import type { RowFormat } from '../formats/rows-presenter.ts';
import { iso } from '../style/time.ts';

/**
 * The columns of `dlq list --output csv`. They are frozen: further ones come after the last. Rule, bus and target are
 * names, or the ARN where it has no name. `cache`, `key` and `topic` are those of the request to Momento, or of the detail
 * where there is no request; `message` and `ttl` are those of the detail, or of the request where it reads others.
 */
export const DEAD_LETTER_COLUMNS: readonly CsvColumn<Examined>[] = [
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
  ['cache', (examined) => subjectOf(examined).cache],
  ['key', (examined) => subjectOf(examined).key],
  ['topic', (examined) => subjectOf(examined).topic],
  ['bus', ({ deadLetter }) => deadLetter.rule?.bus],
  ['rule', ({ deadLetter }) => deadLetter.rule?.name ?? deadLetter.ruleArn],
  ['target', ({ deadLetter }) => deadLetter.destination?.name ?? deadLetter.targetArn],
  ['errorCode', ({ deadLetter }) => deadLetter.error.code],
  ['httpStatus', ({ deadLetter }) => answerOf(deadLetter.error.text)?.httpStatus],
  ['exhausted', ({ deadLetter }) => deadLetter.error.exhausted],
  ['attempts', ({ deadLetter }) => deadLetter.error.attempts],
  ['errorMessage', ({ deadLetter }) => deadLetter.error.message],
  ['advice', ({ diagnosis }) => adviceOf(diagnosis.cause)],
  ['message', (examined) => contentOf(examined, 'message')],
  ['ttl', (examined) => contentOf(examined, 'ttl')],
  ['detail', ({ deadLetter }) => detailOf(deadLetter)],
];

/** A row of CSV. */
export const deadLetterCsv: RowFormat<Examined> = csvOf(DEAD_LETTER_COLUMNS);

function contentOf({ deadLetter, rendering }: Examined, name: 'message' | 'ttl'): string | undefined {
  // Cut out of the text: a value that is nested too deep could not be written anew.
  const json = textAt(eventOf(deadLetter)?.detailText ?? '{}', [name]);
  if (json === undefined) return rendering?.call?.[name]?.value;
  const value = json.startsWith('"') ? parseJson(json) : undefined;
  return typeof value === 'string' ? value : printableJson(json);
}

/** The detail byte for byte, but for what a terminal could act upon and for credentials. */
function detailOf(deadLetter: DeadLetter): string | undefined {
  const event = eventOf(deadLetter);
  return event && printableJson(event.detailText);
}
