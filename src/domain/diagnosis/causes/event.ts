import type { Cause } from '../cause.ts';

/** Causes in the event: it must be repaired, whatever the answer said. */
export const IN_THE_EVENT = {
  'key-conflict': {
    group: 'event',
    title: 'Both key and key_base64',
    explanation: 'Momento accepts a key or a key_base64, not both.',
    advice: 'The application must send one of the two.',
    resend: 'after-repair',
  },
  'key-missing': {
    group: 'event',
    title: 'Neither key nor key_base64',
    explanation: 'The event has no key, or an empty one, so Momento cannot know which item is meant.',
    advice: 'The application must send a key.',
    resend: 'after-repair',
  },
  'key-invalid': {
    group: 'event',
    title: 'Key is empty or not a string',
    explanation: 'The key is empty, null, a list or an object, which is not a usable key in a request.',
    advice: 'The application must send a key that is a string.',
    resend: 'after-repair',
  },
  'key-base64-invalid': {
    group: 'event',
    title: 'key_base64 is not base64url',
    explanation: 'Momento reads key_base64 as base64url; this one is standard, padded or not base64 at all.',
    advice: 'The application must send base64url without padding.',
    resend: 'after-repair',
  },
  'ttl-missing': {
    group: 'event',
    title: 'No ttl',
    explanation: 'A cacheSet needs a time to live and the event has none where the target reads it.',
    advice: 'The application must send a ttl.',
    resend: 'after-repair',
  },
  'ttl-invalid': {
    group: 'event',
    title: 'Invalid ttl',
    explanation: 'The time to live must be a whole number of seconds above zero and within the account limit.',
    advice: 'The application must send a ttl that the account allows.',
    resend: 'after-repair',
  },
  'message-missing': {
    group: 'event',
    title: 'No message',
    explanation: 'The event has no message, so an empty one would be stored or published.',
    advice: 'The application must send a message.',
    resend: 'after-repair',
  },
  'message-unrenderable': {
    group: 'event',
    title: 'Message breaks the input template',
    explanation:
      'The target inserts the message without escaping; its quotes, backslashes or line ends make broken JSON.',
    advice: 'Change the input transformer of the target, or the message in the application.',
    resend: 'after-repair',
  },
  'cache-name-missing': {
    group: 'event',
    title: 'No cacheName',
    explanation: 'The event names no cache.',
    advice: 'The application must name the cache.',
    resend: 'after-repair',
  },
  'topic-name-missing': {
    group: 'event',
    title: 'No topicName',
    explanation: 'The event names no topic.',
    advice: 'The application must name the topic.',
    resend: 'after-repair',
  },
  'detail-type-unknown': {
    group: 'event',
    title: 'Unknown detail-type',
    explanation: 'Only cacheSet, cacheDelete and topicPublish are part of the integration.',
    advice: 'Correct the detail-type in the application, or narrow the pattern of the rule.',
    resend: 'after-repair',
  },
} as const satisfies Record<string, Cause>;
