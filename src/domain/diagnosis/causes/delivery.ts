import type { Cause } from '../cause.ts';

/** Causes between the bus and Momento. */
export const DELIVERY_CAUSES = {
  timeout: {
    group: 'way',
    title: 'Momento did not answer in time',
    explanation: 'EventBridge waits five seconds for an answer and got none until the retries ran out.',
    advice: 'Redrive; a set or delete that did arrive is only repeated.',
    resend: 'as-is',
  },
  'endpoint-unreachable': {
    group: 'way',
    title: 'The endpoint could not be reached',
    explanation: 'EventBridge could not connect to the host of the API destination.',
    advice: 'Check the endpoint of the API destination, then redrive.',
    resend: 'as-is',
  },
  'connection-deauthorized': {
    group: 'way',
    title: 'The connection is de-authorized',
    explanation:
      'After a 401 or 407 EventBridge stops using the connection: every later event fails until it is updated.',
    advice: 'Update the connection with a valid API key.',
    resend: 'after-outside-change',
  },
  'target-missing': {
    group: 'way',
    title: 'The target does not exist',
    explanation: 'The API destination or its connection did not exist when EventBridge tried to deliver the event.',
    advice: 'Restore the target.',
    resend: 'after-outside-change',
  },
  'role-denied': {
    group: 'way',
    title: 'The role may not invoke the target',
    explanation: 'EventBridge could not assume the role of the target, or the role lacks events:InvokeApiDestination.',
    advice: 'Correct the role.',
    resend: 'after-outside-change',
  },
  throttled: {
    group: 'way',
    title: 'AWS throttled the delivery',
    explanation: 'AWS throttled the delivery to the target until the retries ran out.',
    advice: 'Redrive.',
    resend: 'as-is',
  },
  'transform-failed': {
    group: 'way',
    title: 'The target input is not valid JSON',
    explanation: 'The input transformer of the target made broken JSON from the event.',
    advice: 'Correct the input transformer.',
    resend: 'after-outside-change',
  },
  'retries-exhausted': {
    group: 'way',
    title: 'Retries ran out, reason unknown',
    explanation: 'EventBridge tried until its retry policy ended and gave no reason.',
    advice: 'Redrive; check the metrics of the rule if the event comes back.',
    resend: 'as-is',
  },
  'aws-error': {
    group: 'way',
    title: 'AWS reported an error',
    explanation: 'EventBridge gave an error code that says nothing about Momento.',
    advice: 'Read the error in full with dlq show and fix the cause.',
    resend: 'after-outside-change',
  },
  unknown: {
    group: 'way',
    title: 'Unknown cause',
    explanation: 'Neither the event nor the error says why the delivery failed.',
    advice: 'Read the message in full with dlq show and fix the cause.',
    resend: 'after-outside-change',
  },
} as const satisfies Record<string, Cause>;
