import type { Alarm, AlarmLevel } from '../../domain/metrics/alarms.ts';

/** An alarm in words: the fault and the advice. Names in it are not printable yet. */
export interface AlarmText {
  /** Stands before the text, because colour must not carry meaning alone. */
  readonly word: string;
  readonly text: string;
  readonly advice: string;
}

const WORDS: Readonly<Record<AlarmLevel, string>> = { lost: 'LOST', failing: 'FAILING', soon: 'SOON' };

/** The words for an alarm: the report, the dashboard, its summary and JSON show these. */
export function alarmText(alarm: Alarm): AlarmText {
  return { word: WORDS[alarm.level], ...told(alarm) };
}

function told(alarm: Alarm): Omit<AlarmText, 'word'> {
  switch (alarm.kind) {
    case 'queue-not-reached':
      return {
        text: `${events(alarm.events)} of rule ${alarm.rule} failed and did not reach the dead letter queue; they are gone.`,
        advice:
          'Let events.amazonaws.com send to the queue: its policy must allow sqs:SendMessage with aws:SourceArn = the ARN of the rule, and its KMS key, if it has one, must be usable.',
      };
    case 'no-queue':
      return {
        text: `${events(alarm.events)} of rule ${alarm.rule} failed, and its target has no dead letter queue; they are gone.`,
        advice: 'Give the target a DeadLetterConfig.',
      };
    case 'connection-not-authorized': {
      const { name, state, reason } = alarm.connection;
      const why = reason === undefined ? '' : ` (${reason})`;
      return {
        text: `Connection ${name} is ${state}${why}: nothing is delivered through it.`,
        advice: 'Renew its credential with UpdateConnection (AuthorizationType, ApiKeyName and ApiKeyValue together).',
      };
    }
    case 'destination-inactive':
      return {
        text: `API destination ${alarm.destination} is ${alarm.state}: nothing is delivered to it.`,
        advice: 'Check its connection.',
      };
    case 'rule-not-enabled':
      return {
        text: `Rule ${alarm.rule} is ${alarm.state}: it delivers no event that matches it.`,
        advice: 'Enable it with EnableRule, unless it is disabled on purpose.',
      };
    case 'nothing-delivered':
      return {
        text: `None of the ${alarm.attempts} ${alarm.attempts === 1 ? 'attempt' : 'attempts'} to deliver to ${alarm.destination} succeeded.`,
        advice: 'See why events failed: momento-eb dlq list',
      };
    case 'expires-soon': {
      const hours = Math.floor(alarm.secondsLeft / 3600);
      return {
        text: `SQS deletes the oldest dead letter within ${hours < 1 ? 'the hour' : `${hours + 1} h`}.`,
        advice: 'Redrive it, or lengthen the retention of the queue, which also applies to messages already in it.',
      };
    }
  }
}

function events(count: number): string {
  return `${count} ${count === 1 ? 'event' : 'events'}`;
}
