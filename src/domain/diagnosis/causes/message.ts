import type { Cause } from '../cause.ts';

/** Causes in the message itself: there is no event, or not one of ours. */
export const IN_THE_MESSAGE = {
  'not-an-event': {
    group: 'message',
    title: 'Not an EventBridge dead letter',
    explanation: 'The message has no RULE_ARN and its body is no event, so EventBridge did not put it here.',
    advice: 'Leave it to its sender; momento-eb leaves it alone.',
    resend: 'never',
  },
  'other-target': {
    group: 'message',
    title: "Another team's target",
    explanation:
      'The delivery that failed was not one to Momento: the target is no API destination with a Momento host.',
    advice: 'Its owner must redrive it.',
    resend: 'never',
  },
  'event-incomplete': {
    group: 'message',
    title: 'Only the target input is left',
    explanation:
      'The body is what the target was to receive after its input settings, not the event as it was on the bus.',
    advice:
      'Find the original in an archive, the bus log or the application, or give the values that are missing (dlq show names them).',
    resend: 'after-repair',
  },
  'event-encrypted': {
    group: 'message',
    title: 'The event is encrypted',
    explanation:
      'EventBridge could not use the KMS key of the bus or rule, so this message holds the event encrypted: it can be read as long as both the message and the key exist.',
    advice:
      'Give access to the KMS key back, decrypt the payload with the AWS Encryption SDK, and put the event on its bus; momento-eb does not decrypt.',
    resend: 'never',
  },
  'pipe-record': {
    group: 'message',
    title: 'A pipe’s pointer to stream records',
    explanation:
      'EventBridge Pipes gave up a batch; its records are in the stream only, for 24 hours in DynamoDB, and in Kinesis for the retention of the stream (24 hours unless it was raised).',
    advice:
      'Read the shard from the first to the last sequence number while the stream keeps them, and hand the records to the target of the pipe.',
    resend: 'never',
  },
  'bus-v2-record': {
    group: 'message',
    title: 'A subscriber’s pointer to events',
    explanation:
      'A subscriber of a Custom Event Bus (event-busv2) gave up; the record names the events by id, and only the bus has them, for its retention of 1 to 365 days.',
    advice:
      'While the bus keeps them, create a subscriber with the starting position POINT_IN_TIME before the first of them; it delivers all that match since then.',
    resend: 'never',
  },
  'schedule-record': {
    group: 'message',
    title: 'A run of a schedule that failed',
    explanation:
      'EventBridge Scheduler could not call the target of a schedule; the body is what the target was to get, no event on a bus is behind it, and nobody else keeps it.',
    advice: 'Mend the schedule or its target, then wait for its next run or call the target with this body.',
    resend: 'never',
  },
} as const satisfies Record<string, Cause>;
