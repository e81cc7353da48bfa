import type { Cause } from '../cause.ts';

/** Causes in the message itself: there is no event, or not one of ours. */
export const IN_THE_MESSAGE = {
  'not-an-event': {
    group: 'message',
    title: 'Not an EventBridge dead letter',
    explanation: 'The message has no RULE_ARN and its body is no event, so EventBridge did not put it here.',
    advice: 'Leave it to whoever sent it; momento-eb never touches it.',
    resend: 'never',
  },
  'other-target': {
    group: 'message',
    title: "Another team's target",
    explanation:
      'The delivery that failed was not one to Momento: the target is no API destination with a Momento host.',
    advice: 'Its owner must redrive it; if the host is yours, name it with --endpoint-host.',
    resend: 'never',
  },
  'event-incomplete': {
    group: 'message',
    title: 'Only the target input is left',
    explanation:
      'The body is what the target was to receive, not the event: source, detail-type or detail are missing.',
    advice: 'Find the original in an archive, the bus log or the application; it cannot be put back from this message.',
    resend: 'after-repair',
  },
} as const satisfies Record<string, Cause>;
