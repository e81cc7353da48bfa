import type { QueueDescription } from '../../app/ports.ts';
import { type DeliveryError, eventOf } from '../../domain/dead-letter/dead-letter.ts';
import { answerOf } from '../../domain/diagnosis/answer-findings.ts';
import type { Examined } from '../../domain/diagnosis/examined.ts';
import type { Group } from '../../domain/diagnosis/groups.ts';
import type { EventEnvelope } from '../../domain/eventbridge/event.ts';
import type { Connection } from '../../domain/eventbridge/target.ts';
import { printableJson } from '../../domain/text/printable.ts';
import { adviceOf } from '../../flags/advice.ts';
import { objectText, repeatedText, valueText } from '../formats/json-text.ts';
import { iso } from '../style/time.ts';
import { rawJson } from './raw-json.ts';

/** The `queue` member. `oldestSentAt` is known once the queue was read, so it stands at the end of the document. */
export function queueJson(queue: QueueDescription, oldestSentAt: number | undefined) {
  const { url, arn, visible, inFlight, retentionSeconds } = queue;
  return { url, arn, visible, inFlight, oldestSentAt: iso(oldestSentAt), retentionSeconds };
}

/** The members of one element of `deadLetters` as JSON texts. Times are ISO 8601 in UTC; what is not known is null. */
export function deadLetterMembers({ deadLetter, diagnosis }: Examined): Readonly<Record<string, string>> {
  const event = eventOf(deadLetter);
  const { cause, confidence, evidence, also, obstacle, resend, warnings } = diagnosis;
  const advice = adviceOf(cause);
  return {
    messageId: valueText(deadLetter.messageId),
    sentAt: JSON.stringify(iso(deadLetter.sentAt)),
    receiveCount: JSON.stringify(deadLetter.receiveCount ?? null),
    bodyKind: JSON.stringify(deadLetter.body.kind),
    ruleArn: repeatedText(deadLetter.ruleArn ?? null),
    targetArn: repeatedText(deadLetter.targetArn ?? null),
    event: event === undefined ? 'null' : eventText(event),
    error: valueText(deliveryErrorJson(deadLetter.error)),
    diagnosis: valueText({ cause, confidence, evidence, also, advice, resend, obstacle: obstacle ?? null, warnings }),
  };
}

/** One element of `deadLetters` as JSON text on one line. */
export function deadLetterText(examined: Examined): string {
  return objectText(deadLetterMembers(examined));
}

/** The same with `raw`, the message as it was received: a backup. */
export function rawDeadLetterText(examined: Examined): string {
  return objectText({ ...deadLetterMembers(examined), raw: valueText(rawJson(examined.deadLetter)) });
}

/** One element of `groups`. */
export function groupJson(group: Group) {
  return { ...group, firstSentAt: iso(group.firstSentAt), lastSentAt: iso(group.lastSentAt) };
}

/** One element of `connections`: a connection of the selected dead letters as it is now. */
export function connectionJson({ name, arn, state, reason }: Connection) {
  return { name, arn, state, reason: reason ?? null };
}

/** The detail as it stood in the message: parsed and written anew, large integers would lose their last digits. */
function eventText({ id, detailType, source, time, resources, detailText }: EventEnvelope): string {
  return objectText({
    id: valueText(id),
    detailType: repeatedText(detailType),
    source: repeatedText(source),
    time: valueText(time ?? null),
    resources: repeatedText(resources),
    detail: printableJson(detailText),
  });
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
