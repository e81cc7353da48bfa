import { NO_QUEUE } from '../eventbridge/dead-letter.ts';
import type { DeliveryRecord, JournalListener } from '../journal.ts';
import type { MetricStore } from './metric-store.ts';

const NAMESPACE = 'AWS/Events';

/**
 * Measures what EventBridge does, as the journal tells it. Source: EventBridge user guide, "Monitoring": a count of 0 is
 * not sent; a rule on a custom bus is told by EventBusName and RuleName, one on the default bus by RuleName alone.
 */
export function eventMetrics(store: MetricStore, now: () => number): JournalListener {
  const put = (ruleArn: string, name: string, value: number): void =>
    store.put({ namespace: NAMESPACE, name, dimensions: dimensionsOf(ruleArn) }, value);
  return {
    accepted({ matchedRules }) {
      for (const rule of matchedRules) {
        put(rule, 'MatchedEvents', 1);
        put(rule, 'TriggeredRules', 1);
      }
    },
    delivered({ putAt }, delivery) {
      if (delivery.outcome === 'counted') return;
      for (const [name, value] of countsOf(delivery)) if (value > 0) put(delivery.ruleArn, name, value);
      if (delivery.outcome !== 'delivered') return;
      for (const name of ['IngestionToInvocationSuccessLatency', 'IngestionToInvocationCompleteLatency']) {
        put(delivery.ruleArn, name, Math.max(0, now() - putAt));
      }
    },
  };
}

function countsOf({ outcome, attempts, lostBecause }: DeliveryRecord): readonly (readonly [string, number])[] {
  const delivered = outcome === 'delivered';
  return [
    ['Invocations', 1],
    ['InvocationAttempts', attempts],
    ['SuccessfulInvocationAttempts', delivered ? 1 : 0],
    ['RetryInvocationAttempts', attempts - 1],
    ['FailedInvocations', delivered ? 0 : 1],
    ['InvocationsSentToDlq', outcome === 'dead-letter' ? 1 : 0],
    ['InvocationsFailedToBeSentToDlq', outcome === 'lost' && lostBecause !== NO_QUEUE ? 1 : 0],
  ];
}

function dimensionsOf(ruleArn: string): Readonly<Record<string, string>> {
  const [bus = '', name] = ruleArn.slice(ruleArn.indexOf(':rule/') + ':rule/'.length).split('/');
  return name === undefined ? { RuleName: bus } : { EventBusName: bus, RuleName: name };
}
