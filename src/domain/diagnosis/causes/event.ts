import type { Cause } from '../cause.ts';

/** Causes in the event: it must be repaired, whatever the answer said. */
export const IN_THE_EVENT = {
  'key-conflict': {
    group: 'event',
    title: 'Both key and key_base64',
    explanation: 'Momento accepts a key or a key_base64, not both.',
    advice: 'Run with --fix: equal keys are merged; where they differ, say which one with --prefer.',
    resend: 'after-repair',
    repairs: ['--fix', '--fix --prefer key|key_base64'],
  },
  'key-missing': {
    group: 'event',
    title: 'Neither key nor key_base64',
    explanation: 'The event has no key, or an empty one, so Momento cannot know which item is meant.',
    advice: 'The application must send a key; for this event --fix --set detail.key=KEY or --edits FILE says it.',
    resend: 'after-repair',
    repairs: ['--fix --set PATH=VALUE', '--fix --edits FILE'],
  },
  'key-invalid': {
    group: 'event',
    title: 'Key is empty or not a string',
    explanation: 'The key is empty, null, a list or an object, which is not a usable key in a request.',
    advice: 'The application must send a key that is a string; for this event --fix --set or --edits FILE says it.',
    resend: 'after-repair',
    repairs: ['--fix --set PATH=VALUE', '--fix --edits FILE'],
  },
  'key-base64-invalid': {
    group: 'event',
    title: 'key_base64 is not base64url',
    explanation: 'Momento reads key_base64 as base64url; this one is standard, padded or not base64 at all.',
    advice:
      'Run with --fix: what decodes is rewritten as base64url of the same bytes; with --base64-as-text what does not becomes the key.',
    resend: 'after-repair',
    repairs: ['--fix', '--fix --base64-as-text'],
  },
  'ttl-missing': {
    group: 'event',
    title: 'No ttl',
    explanation: 'A cacheSet needs a time to live and the event has none where the target reads it.',
    advice: 'Run with --fix --ttl SECONDS.',
    resend: 'after-repair',
    repairs: ['--fix --ttl SECONDS'],
  },
  'ttl-invalid': {
    group: 'event',
    title: 'Invalid ttl',
    explanation: 'The time to live must be a whole number of seconds above zero and within the account limit.',
    advice: 'Run with --fix --ttl SECONDS, or with --max-ttl SECONDS where it is too long.',
    resend: 'after-repair',
    repairs: ['--fix --ttl SECONDS', '--fix --max-ttl SECONDS'],
  },
  'message-missing': {
    group: 'event',
    title: 'No message',
    explanation: 'The event has no message, so an empty one would be stored or published.',
    advice: 'The application must send the message; for this event --fix --set or --edits FILE says it.',
    resend: 'after-repair',
    repairs: ['--fix --set PATH=VALUE', '--fix --edits FILE'],
  },
  'message-unrenderable': {
    group: 'event',
    title: 'Message breaks the input template',
    explanation:
      'The target inserts the message without escaping; its quotes, backslashes or line ends make broken JSON.',
    advice:
      'Run with --fix --escape-message; for good change the input transformer of the target or the message in the application.',
    resend: 'after-repair',
    repairs: ['--fix --escape-message'],
  },
  'cache-name-missing': {
    group: 'event',
    title: 'No cacheName',
    explanation: 'The event names no cache.',
    advice: 'The application must name the cache; for this event --fix --set or --edits FILE says it.',
    resend: 'after-repair',
    repairs: ['--fix --set PATH=VALUE', '--fix --edits FILE'],
  },
  'topic-name-missing': {
    group: 'event',
    title: 'No topicName',
    explanation: 'The event names no topic.',
    advice: 'The application must name the topic; for this event --fix --set or --edits FILE says it.',
    resend: 'after-repair',
    repairs: ['--fix --set PATH=VALUE', '--fix --edits FILE'],
  },
  'detail-type-unknown': {
    group: 'event',
    title: 'Unknown detail-type',
    explanation: 'Only cacheSet, cacheDelete and topicPublish are part of the integration.',
    advice:
      'Correct the detail-type in the application or narrow the pattern of the rule; for this event --fix --set detail-type=TYPE.',
    resend: 'after-repair',
    repairs: ['--fix --set PATH=VALUE'],
  },
} as const satisfies Record<string, Cause>;
