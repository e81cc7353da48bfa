import type { TransformedBody } from '../dead-letter/dead-letter.ts';
import { answerOf, type MomentoAnswer } from '../diagnosis/answer-findings.ts';
import type { CauseId } from '../diagnosis/catalogue.ts';
import { judgeCall } from '../diagnosis/event-findings.ts';
import type { Examined } from '../diagnosis/examined.ts';
import { isReservedSource } from '../eventbridge/event.ts';
import type { Rendering } from '../integration/rendering.ts';
import { assignmentsFor } from '../repair/assignment.ts';
import { complete } from '../repair/complete.ts';
import { detailMembers, printMemberPath } from '../repair/member-path.ts';
import { mend } from '../repair/mend.ts';
import { type Repair, SAFE_ONLY } from '../repair/repair.ts';
import type { Judgement, SendPolicy } from './decision.ts';
import { held, verdictOn } from './verdict.ts';

/**
 * The verdict on a target's input in place of an event. However much of the event is known, it is completed only if the
 * operator gives a value for this message. The completed event is then judged like any other.
 */
export function decideIncomplete(examined: Examined, body: TransformedBody, policy: SendPolicy): Judgement {
  const { deadLetter, deployed } = examined;
  const words = policy.fix ? assignmentsFor(policy.repair, deadLetter.messageId) : [];
  const completion = complete(deadLetter, body, deployed, words);
  if (completion.kind === 'hopeless') return held(examined, 'incomplete');
  if (completion.kind === 'impossible') return held(examined, 'cannot-set', { members: completion.at });
  const answer = answerOf(deadLetter.error.text);
  const repair = mend(completion.repair, answer, policy.fix ? policy.repair : SAFE_ONLY);
  const members = missingFrom(repair, answer);
  if (members.length > 0 || words.length === 0) {
    return held(examined, 'needs-completion', { edits: repair.edits, members });
  }
  return verdictOn(examined, repair, policy);
}

const MISSING: ReadonlySet<CauseId> = new Set([
  'key-missing',
  'ttl-missing',
  'message-missing',
  'cache-name-missing',
  'topic-name-missing',
]);

/** The members without a value: of the head, and of the detail those that the target reads. */
function missingFrom({ event, rendering }: Repair, answer: MomentoAnswer | undefined): readonly string[] {
  const inDetail = membersAt(rendering, answer, MISSING);
  return [
    ...(event.source === '' || isReservedSource(event.source) ? ['source'] : []),
    ...(event.detailType === '' ? ['detail-type'] : []),
    ...inDetail,
  ];
}

/** The members of the detail at which the call has one of the faults; of two keys the first. */
export function membersAt(
  rendering: Rendering | undefined,
  answer: MomentoAnswer | undefined,
  which: ReadonlySet<CauseId>,
): readonly string[] {
  const faults = rendering === undefined ? [] : judgeCall(rendering, answer).filter(({ fault }) => which.has(fault));
  return faults.flatMap(({ at }) => {
    const names = at.map(({ path }) => detailMembers(path)).find((found) => found !== undefined);
    return names === undefined ? [] : [printMemberPath({ root: 'detail', names })];
  });
}
