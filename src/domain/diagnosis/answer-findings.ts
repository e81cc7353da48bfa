import type { DeadLetter, ErrorText } from '../dead-letter/dead-letter.ts';
import { type AnswerMeaning, classifyAnswer, momentoError } from '../momento/api-error.ts';
import { quote } from '../text/printable.ts';
import type { CauseId } from './catalogue.ts';
import type { Finding } from './diagnosis.ts';

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

/** What the endpoint answered, in Momento's words where they are readable. `undefined` when no answer came. */
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

/** The cause that Momento's answer names; HTTP status first, then the title, never whole sentences. */
export function findInAnswer(deadLetter: DeadLetter): readonly Finding[] {
  const { text } = deadLetter.error;
  const answer = answerOf(text);
  if (answer === undefined || text.kind !== 'http-response') return [];
  const { httpStatus, title, description } = answer;
  const isUnread = title === undefined && description === undefined;
  const meaning = classifyAnswer(httpStatus, title, isUnread ? text.payload.text.slice(0, LONGEST_TEXT) : description);
  return [
    {
      cause: CAUSE_OF[meaning],
      confidence: title === undefined || meaning === 'unexpected' ? 'likely' : 'certain',
      evidence: [{ field: 'ERROR_MESSAGE', quote: quote(`HTTP ${httpStatus} ${text.payload.text}`.trim()) }],
    },
  ];
}
