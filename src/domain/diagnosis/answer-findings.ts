import type { DeadLetter, ErrorText } from '../dead-letter/dead-letter.ts';
import type { RenderedValue } from '../eventbridge/http-request.ts';
import type { Rendering } from '../integration/rendering.ts';
import { type AnswerMeaning, classifyAnswer, momentoError } from '../momento/api-error.ts';
import { quote } from '../text/printable.ts';
import type { CauseId } from './catalogue.ts';
import type { Evidence, Finding } from './diagnosis.ts';
import { authorOf } from './foreign-answer.ts';

const CAUSE_OF: Readonly<Record<AnswerMeaning, CauseId>> = {
  'multiple-keys': 'bad-request',
  'multiple-auth-tokens': 'bad-request',
  'bad-request': 'bad-request',
  'credential-expired': 'credential-expired',
  'credential-rejected': 'credential-rejected',
  'permission-denied': 'permission-denied',
  'cache-not-found': 'cache-not-found',
  'key-not-found': 'unexpected-status',
  'rate-limited': 'rate-limited',
  'size-limit': 'size-limit-exceeded',
  unavailable: 'momento-unavailable',
  unexpected: 'unexpected-status',
};

/** The answer of the endpoint, with Momento's error where it is readable. `undefined` when no answer came. */
export interface MomentoAnswer {
  readonly httpStatus: number;
  readonly title: string | undefined;
  readonly description: string | undefined;
}

/** So much of a payload without known members is read for its meaning. */
const LONGEST_TEXT = 1000;

/** The answer within EventBridge's error text. A payload of plain text is the description. */
export function answerOf(text: ErrorText): MomentoAnswer | undefined {
  if (text.kind !== 'http-response') return undefined;
  const { httpStatus, payload } = text;
  if (payload.kind === 'text') {
    return { httpStatus, title: undefined, description: payload.text.slice(0, LONGEST_TEXT) };
  }
  const said = payload.kind === 'json' ? momentoError(payload.value) : undefined;
  return { httpStatus, title: said?.title, description: said?.description };
}

/**
 * The finding for an HTTP answer: by its status first, then by its title, never by whole sentences. The status of a server
 * before Momento does not concern caches and permissions; 401 and 407 de-authorize the connection in any case.
 */
export function findInAnswer(deadLetter: DeadLetter, rendering: Rendering | undefined): readonly Finding[] {
  const { text } = deadLetter.error;
  const answer = answerOf(text);
  if (answer === undefined || text.kind !== 'http-response') return [];
  const { httpStatus, title, description } = answer;
  const isUnread = title === undefined && description === undefined;
  const meaning = classifyAnswer(httpStatus, title, isUnread ? text.payload.text.slice(0, LONGEST_TEXT) : description);
  const evidence: readonly Evidence[] = [
    { field: 'ERROR_MESSAGE', quote: quote(`HTTP ${httpStatus} ${text.payload.text}`.trim()) },
  ];
  const author = authorOf(text);
  if (author.kind === 'somebody-else' && !MEANS_THE_SAME.has(meaning)) {
    const named = { field: 'answered by', quote: author.name === undefined ? UNNAMED : quote(author.name) };
    const confidence = author.isCertain ? 'certain' : 'likely';
    const foreign: Finding = { cause: 'answer-not-momentos', confidence, evidence: [...evidence, named] };
    return isDeauthorizing(httpStatus)
      ? [foreign, { cause: 'connection-deauthorized', confidence: 'likely', evidence }]
      : [foreign];
  }
  if (meaning === 'multiple-keys' && rendering !== undefined) {
    const empty = emptySecondKey(rendering);
    if (empty !== undefined) return [sentBothKeys(rendering, empty, evidence)];
  }
  const isDoubtful = title === undefined || meaning === 'unexpected' || author.kind === 'somebody-else';
  return [{ cause: CAUSE_OF[meaning], confidence: isDoubtful ? 'likely' : 'certain', evidence }];
}

const UNNAMED = 'an unnamed server; Momento’s errors have another form';

/** "Overloaded" and "too large" have the same remedy, whichever server answers so. */
const MEANS_THE_SAME: ReadonlySet<AnswerMeaning> = new Set(['rate-limited', 'size-limit', 'unavailable']);

/** EventBridge user guide, "API destinations": after these an API-key connection is not used until it is updated. */
function isDeauthorizing(httpStatus: number): boolean {
  return httpStatus === 401 || httpStatus === 407;
}

/** The key parameter that the target sends empty beside the other, where exactly one of the two has a value. */
function emptySecondKey({ call }: Rendering): RenderedValue | undefined {
  if (call?.key === undefined || call.keyBase64 === undefined) return undefined;
  const [hasKey, hasBase64] = [call.key, call.keyBase64].map(({ value }) => value !== undefined && value !== '');
  if (hasKey === hasBase64) return undefined;
  return hasKey ? call.keyBase64 : call.key;
}

/** Momento counted an empty parameter as a key: the event is in order, and the target must not send both. */
function sentBothKeys({ wiring }: Rendering, empty: RenderedValue, evidence: readonly Evidence[]): Finding {
  return {
    cause: 'target-sends-both-keys',
    confidence: wiring.source === 'deployed' ? 'certain' : 'likely',
    evidence: [...evidence, { field: empty.from, quote: 'absent, so the target sends this parameter empty' }],
  };
}
