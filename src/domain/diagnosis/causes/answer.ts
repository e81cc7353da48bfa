import type { Cause } from '../cause.ts';

/** Causes that Momento's answer tells. */
export const IN_THE_ANSWER = {
  'cache-not-found': {
    group: 'answer',
    title: 'The cache does not exist',
    explanation: 'Momento knows no cache of that name in this region.',
    advice: 'Create the cache.',
    resend: 'after-outside-change',
  },
  'credential-expired': {
    group: 'answer',
    title: 'The credential has expired',
    explanation: 'Momento refused the API key of the connection because its time is over.',
    advice: 'Update the connection with a new API key.',
    resend: 'after-outside-change',
  },
  'credential-rejected': {
    group: 'answer',
    title: 'The credential was rejected',
    explanation: 'Momento could not validate the API key of the connection (absent, malformed, expired or revoked).',
    advice: 'Update the connection with a valid API key.',
    resend: 'after-outside-change',
  },
  'permission-denied': {
    group: 'answer',
    title: 'The credential may not do this',
    explanation: 'The API key is valid but has no permission for this cache or topic.',
    advice: 'Give the API key the permission, or use another key.',
    resend: 'after-outside-change',
  },
  'rate-limited': {
    group: 'answer',
    title: 'Momento limited the rate',
    explanation: 'The account was over its quota of operations or throughput for too long.',
    advice: 'Redrive; if it happens again, raise the quota.',
    resend: 'as-is',
  },
  'size-limit-exceeded': {
    group: 'answer',
    title: 'Too large for the account',
    explanation: 'Key, value or message is over a size limit of the account, so waiting does not help.',
    advice: 'Have the limit raised.',
    resend: 'after-outside-change',
  },
  'momento-unavailable': {
    group: 'answer',
    title: 'Momento answered with a server error',
    explanation: 'Momento could not serve the request until the retries were over.',
    advice: 'Redrive when Momento has recovered.',
    resend: 'as-is',
  },
  'bad-request': {
    group: 'answer',
    title: 'Momento refused the request',
    explanation: 'Momento answered 400 and nothing in the event explains it.',
    advice: 'Read the answer in full with dlq show and fix the cause.',
    resend: 'after-outside-change',
  },
  'unexpected-status': {
    group: 'answer',
    title: 'An answer that is not known',
    explanation: 'The endpoint answered with a status or text that is not part of Momento’s documented API.',
    advice: 'Read the answer in full with dlq show and fix the cause.',
    resend: 'after-outside-change',
  },
} as const satisfies Record<string, Cause>;
