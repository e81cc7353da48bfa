import { type DeadLetter, eventOf } from '../dead-letter/dead-letter.ts';
import type { EventEnvelope } from '../eventbridge/event.ts';
import type { Rendering } from '../integration/rendering.ts';
import { answerOf, findInAnswer } from './answer-findings.ts';
import { doubtsAboutRecord } from './body-findings.ts';
import { CATALOGUE } from './catalogue.ts';
import { findOnTheWay } from './delivery-findings.ts';
import type { Diagnosis, Finding } from './diagnosis.ts';
import { doubtsAbout, findInEvent } from './event-findings.ts';
import { type Destined, findInMessage } from './message-findings.ts';
import { obstacleTo, type RulePlace, resendDespite } from './obstacle.ts';

/** The facts about the integration for a diagnosis. */
export interface DiagnosisContext extends Destined {
  /** The event as its target sends it; undefined where no target is known. */
  readonly rendering: Rendering | undefined;
  /** Where the rule lies, as seen from here. */
  readonly rulePlace: RulePlace;
}

/**
 * Says why a dead letter failed. The message itself comes first, then a fault of the event (it must be repaired whatever
 * the answer said), then the answer, then the delivery before it.
 */
export function diagnose(deadLetter: DeadLetter, surroundings: DiagnosisContext): Diagnosis {
  const event = eventOf(deadLetter);
  const inMessage = findInMessage(deadLetter, surroundings);
  const findings = [
    ...inMessage,
    // The event of another team is not ours to judge.
    ...(event === undefined || !isOurs(inMessage) ? [] : eventFaults(deadLetter, event, surroundings.rendering)),
    ...findInAnswer(deadLetter, surroundings.rendering),
    ...findOnTheWay(deadLetter),
  ];
  const [first = NOTHING_FOUND, ...others] = findings;
  const also = new Set(others.map((finding) => finding.cause));
  // An unknown further cause is not a finding.
  for (const none of ['unknown', first.cause] as const) also.delete(none);
  const cause = CATALOGUE[first.cause];
  const mayBeSent = cause.resend !== 'never' && (event !== undefined || deadLetter.body.kind === 'transformed');
  const obstacle = mayBeSent ? obstacleTo(deadLetter, surroundings.rulePlace) : undefined;
  const warnings = event === undefined ? doubtsAboutRecord(deadLetter.body) : doubtsAbout(surroundings.rendering?.call);
  const resend = resendDespite(obstacle, cause);
  return { ...first, also: [...also], obstacle, resend, warnings };
}

function isOurs(inMessage: readonly Finding[]): boolean {
  return inMessage.every(({ cause }) => cause === 'not-from-a-rule');
}

/** The faults that an event would still have if it were sent now, for instance after a repair. */
export function eventFaults(
  deadLetter: DeadLetter,
  event: EventEnvelope,
  rendering: Rendering | undefined,
): readonly Finding[] {
  return findInEvent(event, rendering, answerOf(deadLetter.error.text));
}

const NOTHING_FOUND: Finding = { cause: 'unknown', confidence: 'guess', evidence: [] };
