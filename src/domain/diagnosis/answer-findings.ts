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
export interface Answer {
  readonly httpStatus: number;
  readonly title: string | undefined;
  readonly description: string | undefined;
}

/** The answer within EventBridge's error text. */
export function answerOf(text: ErrorText): Answer | undefined {
  if (text.kind !== 'http-response') return undefined;
  const said = text.payload.kind === 'json' ? momentoError(text.payload.value) : undefined;
  return { httpStatus: text.httpStatus, title: said?.title, description: said?.description };
}

/** The cause that Momento's answer names; HTTP status first, then the title, never whole sentences. */
export function findInAnswer(deadLetter: DeadLetter): readonly Finding[] {
  const { text } = deadLetter.error;
  const answer = answerOf(text);
  if (answer === undefined || text.kind !== 'http-response') return [];
  const meaning = classifyAnswer(answer.httpStatus, answer.title, answer.description ?? plainText(text));
  return [
    {
      cause: CAUSE_OF[meaning],
      confidence: answer.title === undefined || meaning === 'unexpected' ? 'likely' : 'certain',
      evidence: [{ field: 'ERROR_MESSAGE', quote: quote(`HTTP ${answer.httpStatus} ${text.payload.text}`.trim()) }],
    },
  ];
}

function plainText(text: ErrorText & { readonly kind: 'http-response' }): string | undefined {
  return text.payload.kind === 'text' ? text.payload.text.slice(0, 1000) : undefined;
}
