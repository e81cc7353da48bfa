import type { TransformedBody } from '../dead-letter/dead-letter.ts';
import { answerOf, type MomentoAnswer } from '../diagnosis/answer-findings.ts';
import type { CauseId } from '../diagnosis/catalogue.ts';
import { judgeCall } from '../diagnosis/event-findings.ts';
import type { Examined } from '../diagnosis/examined.ts';
import { isReservedSource } from '../eventbridge/event.ts';
import { assignmentsFor } from '../repair/assignment.ts';
import { complete } from '../repair/complete.ts';
import { detailMembers, printMemberPath } from '../repair/member-path.ts';
import { mend } from '../repair/mend.ts';
import { type Repair, SAFE_ONLY } from '../repair/repair.ts';
import type { Judgement } from './decision.ts';
import type { SendPolicy } from './send-policy.ts';
import { held, verdictOn } from './verdict.ts';

/**
 * The verdict on a target's input in place of an event. It is completed on the operator's word only, however much of it
 * can be known: `--set` or `--edits` must name something for this message. The completed event is then judged as any
 * other.
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

/** The members that nobody gives: of the head, and of the detail those that the target reads; of two keys the first. */
function missingFrom({ event, rendering }: Repair, answer: MomentoAnswer | undefined): readonly string[] {
  const faults = rendering === undefined ? [] : judgeCall(rendering, answer).filter(({ fault }) => MISSING.has(fault));
  const inDetail = faults.flatMap(({ at }) => {
    const names = at.map(({ path }) => detailMembers(path)).find((found) => found !== undefined);
    return names === undefined ? [] : [printMemberPath({ root: 'detail', names })];
  });
  return [
    ...(event.source === '' || isReservedSource(event.source) ? ['source'] : []),
    ...(event.detailType === '' ? ['detail-type'] : []),
    ...inDetail,
  ];
}
