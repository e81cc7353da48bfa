import type { Connection } from '../eventbridge/target.ts';
import type { DestinationFigures } from './destination-figures.ts';
import type { QueueFigures } from './queue-figures.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Something that somebody should do something about. `lost`: events are gone for good; `failing`: events are not
 * delivered; `soon`: they will be lost if nobody acts.
 */
export interface Alarm {
  readonly level: 'lost' | 'failing' | 'soon';
  readonly text: string;
  readonly advice: string;
}

/** When the oldest message has less than this left, somebody should know. */
const SOON_SECONDS = 86_400;

/** What is wrong, the worst first. An empty list says only that nothing of this kind was measured. */
export function alarmsOf({ destinations, queue, connections }: Snapshot): readonly Alarm[] {
  const unauthorized = connections.filter(({ state }) => state !== 'AUTHORIZED');
  const silent = new Set(unauthorized.map(({ arn }) => arn));
  return [
    ...destinations.flatMap(lost),
    ...unauthorized.map(notAuthorized),
    ...destinations.flatMap((figures) =>
      silent.has(figures.route.destination.connectionArn) ? [] : inactive(figures),
    ),
    ...destinations.flatMap(notEnabled),
    ...destinations.flatMap(nothingSucceeds),
    ...(queue === null ? [] : runningOut(queue)),
  ];
}

function lost({ route, failed, failedToReachDlq }: DestinationFigures): readonly Alarm[] {
  const { rule, target } = route;
  const alarms: Alarm[] = [];
  if ((failedToReachDlq ?? 0) > 0) {
    alarms.push({
      level: 'lost',
      text: `${events(failedToReachDlq ?? 0)} of rule ${rule.name} failed and did not reach the dead letter queue; they are gone.`,
      advice:
        'Let events.amazonaws.com send to the queue: its policy must allow sqs:SendMessage with aws:SourceArn = the ARN of the rule, and its KMS key, if it has one, must be usable.',
    });
  }
  if (target.deadLetterArn === undefined && (failed ?? 0) > 0) {
    alarms.push({
      level: 'lost',
      text: `${events(failed ?? 0)} of rule ${rule.name} failed, and its target has no dead letter queue; they are gone.`,
      advice: 'Give the target a DeadLetterConfig.',
    });
  }
  return alarms;
}

function notAuthorized({ name, state, reason }: Connection): Alarm {
  return {
    level: 'failing',
    text: `Connection ${name} is ${state}${reason === undefined ? '' : ` (${reason})`}: nothing is delivered through it.`,
    advice: 'Renew its credential with UpdateConnection (AuthorizationType, ApiKeyName and ApiKeyValue together).',
  };
}

function inactive({ route: { destination } }: DestinationFigures): readonly Alarm[] {
  if (destination.state === 'ACTIVE') return [];
  return [
    {
      level: 'failing',
      text: `API destination ${destination.name} is ${destination.state}: nothing is delivered to it.`,
      advice: 'Look at its connection.',
    },
  ];
}

function notEnabled({ route: { rule, ruleState } }: DestinationFigures): readonly Alarm[] {
  if (ruleState === undefined || ruleState.startsWith('ENABLED')) return [];
  return [
    {
      level: 'failing',
      text: `Rule ${rule.name} is ${ruleState}: events that it would match go nowhere.`,
      advice: 'Enable it with EnableRule, unless that is meant.',
    },
  ];
}

function nothingSucceeds({ route, attempts, succeeded }: DestinationFigures): readonly Alarm[] {
  if ((attempts ?? 0) === 0 || succeeded !== 0) return [];
  return [
    {
      level: 'failing',
      text: `None of the ${attempts} attempts to deliver to ${route.destination.name} succeeded.`,
      advice: 'momento-eb dlq list says why events failed.',
    },
  ];
}

function runningOut({ secondsToRetention }: QueueFigures): readonly Alarm[] {
  if (secondsToRetention === null || secondsToRetention > SOON_SECONDS) return [];
  const hours = Math.floor(secondsToRetention / 3600);
  return [
    {
      level: 'soon',
      text: `SQS deletes the oldest dead letter within ${hours < 1 ? 'the hour' : `${hours + 1} h`}.`,
      advice: 'Redrive it, or lengthen the retention of the queue; that also holds for messages which are in it.',
    },
  ];
}

function events(count: number): string {
  return `${count} ${count === 1 ? 'event' : 'events'}`;
}
