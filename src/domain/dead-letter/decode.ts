import { parseApiDestinationArn, parseRuleArn } from '../eventbridge/arn.ts';
import { decodeBody } from './body.ts';
import type { DeadLetter, DeliveryError } from './dead-letter.ts';
import { parseErrorText } from './error-text.ts';
import { attributeText, type ReceivedMessage } from './message.ts';

/**
 * Decodes any message into a dead letter; no input makes it throw. Attribute names and types are those of the
 * EventBridge user guide, "Using dead-letter queues": all are strings, and any of them may be missing.
 */
export function decodeDeadLetter(message: ReceivedMessage): DeadLetter {
  const ruleArn = attributeText(message, 'RULE_ARN');
  const targetArn = attributeText(message, 'TARGET_ARN');
  return {
    messageId: message.messageId,
    sentAt: message.sentAt,
    receiveCount: message.receiveCount,
    traceHeader: message.traceHeader,
    text: message.body,
    attributes: message.attributes,
    systemAttributes: message.systemAttributes,
    body: decodeBody(message.body, (name) => attributeText(message, name)),
    ruleArn,
    rule: ruleArn === undefined ? undefined : parseRuleArn(ruleArn),
    targetArn,
    destination: targetArn === undefined ? undefined : parseApiDestinationArn(targetArn),
    error: decodeError(message),
  };
}

function decodeError(message: ReceivedMessage): DeliveryError {
  const text = attributeText(message, 'ERROR_MESSAGE');
  return {
    code: attributeText(message, 'ERROR_CODE'),
    message: text,
    text: parseErrorText(text),
    exhausted: attributeText(message, 'EXHAUSTED_RETRY_CONDITION'),
    attempts: wholeNumber(attributeText(message, 'RETRY_ATTEMPTS')),
  };
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined;
}
