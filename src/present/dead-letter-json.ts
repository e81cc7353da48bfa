import type { QueueDescription } from '../app/ports.ts';
import { type DeliveryError, eventOf } from '../domain/dead-letter/dead-letter.ts';
import { answerOf } from '../domain/diagnosis/answer-findings.ts';
import type { Examined } from '../domain/diagnosis/examined.ts';
import type { Group } from '../domain/diagnosis/groups.ts';
import type { EventEnvelope } from '../domain/eventbridge/event.ts';
import { iso } from './time.ts';

/** The `queue` member. `oldestSentAt` is only known after the queue was read, so it stands at the end of the document. */
export function queueJson(
  { url, arn, visible, inFlight, retentionSeconds }: QueueDescription,
  oldestSentAt: number | undefined,
) {
  return { url, arn, visible, inFlight, oldestSentAt: iso(oldestSentAt), retentionSeconds };
}

/** One element of `deadLetters`. Times are ISO 8601 in UTC; what is not known is null. */
export function deadLetterJson({ deadLetter, diagnosis }: Examined) {
  const event = eventOf(deadLetter);
  const { cause, confidence, evidence, also, advice, resend, warnings } = diagnosis;
  return {
    messageId: deadLetter.messageId,
    sentAt: iso(deadLetter.sentAt),
    receiveCount: deadLetter.receiveCount ?? null,
    bodyKind: deadLetter.body.kind,
    ruleArn: deadLetter.ruleArn ?? null,
    targetArn: deadLetter.targetArn ?? null,
    event: event === undefined ? null : eventJson(event),
    error: deliveryErrorJson(deadLetter.error),
    diagnosis: { cause, confidence, evidence, also, advice, resend, warnings },
  };
}

/** One element of `groups`. */
export function groupJson(group: Group) {
  return { ...group, firstSentAt: iso(group.firstSentAt), lastSentAt: iso(group.lastSentAt) };
}

function eventJson({ id, detailType, source, time, resources, detail }: EventEnvelope) {
  return { id, detailType, source, time: time ?? null, resources, detail };
}

function deliveryErrorJson({ code, message, text, exhausted, attempts }: DeliveryError) {
  const answer = answerOf(text);
  return {
    code: code ?? null,
    message: message ?? null,
    httpStatus: answer?.httpStatus ?? null,
    title: answer?.title ?? null,
    description: answer?.description ?? null,
    exhausted: exhausted ?? null,
    attempts: attempts ?? null,
  };
}
