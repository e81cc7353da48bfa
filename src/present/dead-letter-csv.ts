import { eventOf } from '../domain/dead-letter/dead-letter.ts';
import { answerOf } from '../domain/diagnosis/answer-findings.ts';
import type { Examined } from '../domain/diagnosis/examined.ts';
import { subjectOf } from '../domain/diagnosis/subject.ts';
import type { CsvColumn } from './csv.ts';
import { iso } from './time.ts';

/**
 * The columns of `dlq list --output csv`. Frozen: further ones come after the last. `cache`, `key` and `topic` are what the
 * request to Momento names; rule, bus and target by name, or the ARN where it names none.
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
  ['advice', ({ diagnosis }) => diagnosis.advice],
];
