import type { Cause } from '../cause.ts';

/** Causes in the message itself: there is no event, or not one of ours. */
export const IN_THE_MESSAGE = {
  'not-an-event': {
    group: 'message',
    title: 'Not an EventBridge dead letter',
    explanation: 'The message has no RULE_ARN and its body is not an event, so EventBridge did not put it here.',
    advice: 'Leave it to its sender; momento-eb leaves it alone.',
    resend: 'never',
    owner: 'other-team',
  },
  'not-from-a-rule': {
    group: 'message',
    title: 'A whole event that names no rule',
    explanation:
      'Another service or a person put this event here without a RULE_ARN, so its bus and rule are not known.',
    advice:
      'Find out who put it here (dlq show lists all its attributes); if it belongs on a bus, name the rule to send it to.',
    resend: 'after-repair',
    owner: 'other-team',
  },
  'other-target': {
    group: 'message',
    title: "Another team's target",
    explanation:
      'The failed delivery was not one to Momento: its target is not an API destination with a Momento host.',
    advice: 'Its owner must redrive it.',
    resend: 'never',
    owner: 'other-team',
  },
  'event-incomplete': {
    group: 'message',
    title: 'Only the transformed payload survived, not the original event',
    explanation: 'The body is the input of the target after its input settings, not the event that was on the bus.',
    advice:
      'Find the original in an archive, the bus log or the application, or give the values that are missing (dlq show names them).',
    resend: 'after-repair',
    owner: 'application',
  },
  'event-encrypted': {
    group: 'message',
    title: 'The event is encrypted',
    explanation:
      'EventBridge could not use the KMS key of the bus or rule, so this message holds the event encrypted. It can be read while both the message and the key exist.',
    advice:
      'Restore access to the KMS key, decrypt the payload with the AWS Encryption SDK, and put the event on its bus; momento-eb does not decrypt.',
    resend: 'never',
    owner: 'administrator',
    urgent: true,
  },
  'pipe-record': {
    group: 'message',
    title: 'A pipe’s pointer to stream records',
    explanation:
      'EventBridge Pipes gave up a batch. Its records are only in the stream: for 24 hours in DynamoDB, in Kinesis for the retention of the stream (24 hours by default).',
    advice:
      'Read the shard from the first to the last sequence number while the stream keeps them, and send the records to the target of the pipe.',
    resend: 'never',
    owner: 'administrator',
    urgent: true,
  },
  'bus-v2-record': {
    group: 'message',
    title: 'A subscriber’s pointer to events',
    explanation:
      'A subscriber of a Custom Event Bus (event-busv2) gave up. The record names the events by id; only the bus has them, for its retention of 1 to 365 days.',
    advice:
      'While the bus keeps them, create a subscriber with the starting position POINT_IN_TIME before the first event; it delivers every matching event since then.',
    resend: 'never',
    owner: 'administrator',
    urgent: true,
  },
  'schedule-record': {
    group: 'message',
    title: 'A failed run of a schedule',
    explanation:
      'EventBridge Scheduler could not call the target of a schedule. The body is the input of the target; it was never an event on a bus and exists only here.',
    advice: 'Fix the schedule or its target, then wait for its next run or call the target with this body.',
    resend: 'never',
    owner: 'administrator',
  },
} as const satisfies Record<string, Cause>;
