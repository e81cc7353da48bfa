import type { Cause } from '../cause.ts';

/** Causes that the answer to the request shows. */
export const IN_THE_ANSWER = {
  'answer-not-momentos': {
    group: 'answer',
    title: 'The answer is not from Momento',
    explanation: 'A firewall, proxy, gateway or CDN answered the request, so Momento probably never saw it.',
    advice: 'Check the endpoint of the API destination and the network between it and Momento.',
    resend: 'after-outside-change',
  },
  'target-sends-both-keys': {
    group: 'answer',
    title: 'The target sends both key parameters',
    explanation:
      'The event has one key, but its target sends key and key_base64, the absent one empty, and Momento counted two.',
    advice: 'Make the target send only the key that the event has (one rule for each kind of key).',
    resend: 'after-outside-change',
  },
  'cache-not-found': {
    group: 'answer',
    title: 'The cache does not exist',
    explanation: 'Momento has no cache of that name in this region.',
    advice: 'Create the cache.',
    resend: 'after-outside-change',
  },
  'credential-expired': {
    group: 'answer',
    title: 'The API key has expired',
    explanation: 'Momento refused the API key of the connection because it has expired.',
    advice: 'Update the connection with a new API key.',
    resend: 'after-outside-change',
  },
  'credential-rejected': {
    group: 'answer',
    title: 'The API key was rejected',
    explanation: 'Momento could not validate the API key of the connection (absent, malformed, expired or revoked).',
    advice: 'Update the connection with a valid API key.',
    resend: 'after-outside-change',
  },
  'permission-denied': {
    group: 'answer',
    title: 'The API key lacks permission',
    explanation: 'The API key is valid but has no permission for this cache or topic.',
    advice: 'Give the API key the permission, or use another key.',
    resend: 'after-outside-change',
  },
  'rate-limited': {
    group: 'answer',
    title: 'Momento limited the rate',
    explanation: 'The account exceeded its quota of operations or throughput until the retries ran out.',
    advice: 'Redrive; if it happens again, raise the quota.',
    resend: 'as-is',
  },
  'size-limit-exceeded': {
    group: 'answer',
    title: 'Too large for the account',
    explanation: 'The key, value, message or URL exceeds a size limit, so waiting does not help.',
    advice: 'Have the limit raised.',
    resend: 'after-outside-change',
  },
  'momento-unavailable': {
    group: 'answer',
    title: 'Momento answered with a server error',
    explanation: 'Momento could not serve the request until the retries ran out.',
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
    title: 'Unexpected answer',
    explanation: 'The endpoint answered with a status or text that is not part of Momento’s documented API.',
    advice: 'Read the answer in full with dlq show and fix the cause.',
    resend: 'after-outside-change',
  },
} as const satisfies Record<string, Cause>;
