import type { Connection } from '../eventbridge/target.ts';
import type { DestinationFigures } from './destination-figures.ts';
import type { QueueFigures } from './queue-figures.ts';
import { expiryOf } from './retention.ts';
import type { Snapshot } from './snapshot.ts';

/** How bad an alarm is, the worst first. `lost`: events are gone; `failing`: events are not delivered; `soon`: events will be lost unless the operator acts. */
export const ALARM_LEVELS = ['lost', 'failing', 'soon'] as const;
export type AlarmLevel = (typeof ALARM_LEVELS)[number];

/** A fact that the operator must act on. Readers of the JSON must accept new kinds. */
export type Alarm = { readonly level: AlarmLevel } & (
  | { readonly kind: 'queue-not-reached'; readonly rule: string; readonly events: number }
  | { readonly kind: 'no-queue'; readonly rule: string; readonly events: number }
  | { readonly kind: 'connection-not-authorized'; readonly connection: Connection }
  | { readonly kind: 'destination-inactive'; readonly destination: string; readonly state: string }
  | { readonly kind: 'rule-not-enabled'; readonly rule: string; readonly bus: string; readonly state: string }
  | { readonly kind: 'nothing-delivered'; readonly destination: string; readonly attempts: number }
  | { readonly kind: 'expires-soon'; readonly secondsLeft: number }
);

/** The alarms of a snapshot, the worst first. An empty list says only that nothing of this kind was measured. */
export function alarmsOf({ destinations, queue, connections }: Snapshot): readonly Alarm[] {
  const unauthorized = connections.filter(({ state }) => state !== 'AUTHORIZED');
  const silent = new Set(unauthorized.map(({ arn }) => arn));
  return [
    ...destinations.flatMap(lost),
    ...unauthorized.map((connection): Alarm => ({ level: 'failing', kind: 'connection-not-authorized', connection })),
    ...destinations.flatMap((figures) =>
      silent.has(figures.route.destination.connectionArn) ? [] : inactive(figures),
    ),
    ...destinations.flatMap(notEnabled),
    ...destinations.flatMap(nothingDelivered),
    ...(queue === null ? [] : expiring(queue)),
  ];
}

function lost({ route: { rule, target }, failed, failedToReachDlq }: DestinationFigures): readonly Alarm[] {
  const alarm = (kind: 'queue-not-reached' | 'no-queue', events: number | null): readonly Alarm[] =>
    (events ?? 0) > 0 ? [{ level: 'lost', kind, rule: rule.name, events: events ?? 0 }] : [];
  return [
    ...alarm('queue-not-reached', failedToReachDlq),
    ...(target.deadLetterArn === undefined ? alarm('no-queue', failed) : []),
  ];
}

function inactive({ route: { destination } }: DestinationFigures): readonly Alarm[] {
  const { name, state } = destination;
  return state === 'ACTIVE' ? [] : [{ level: 'failing', kind: 'destination-inactive', destination: name, state }];
}

function notEnabled({ route: { rule, ruleState: state } }: DestinationFigures): readonly Alarm[] {
  if (state === undefined || state.startsWith('ENABLED')) return [];
  return [{ level: 'failing', kind: 'rule-not-enabled', rule: rule.name, bus: rule.bus, state }];
}

function nothingDelivered({ route, attempts, succeeded }: DestinationFigures): readonly Alarm[] {
  if ((attempts ?? 0) === 0 || succeeded !== 0) return [];
  return [
    { level: 'failing', kind: 'nothing-delivered', destination: route.destination.name, attempts: attempts ?? 0 },
  ];
}

function expiring(queue: QueueFigures): readonly Alarm[] {
  const expiry = expiryOf(queue);
  return expiry?.isSoon ? [{ level: 'soon', kind: 'expires-soon', secondsLeft: expiry.secondsLeft }] : [];
}
