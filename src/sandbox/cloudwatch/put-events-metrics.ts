import { AwsError, type JsonOperation } from '../wire/wire.ts';
import type { MetricStore } from './metric-store.ts';

/**
 * PutEvents with its account-wide figures. A failed request is one of which nothing was accepted; a throttled one is not
 * counted as failed. Source: EventBridge user guide, "Monitoring", "EventBridge PutEvents metrics".
 */
export function measuredPutEvents(putEvents: JsonOperation, store: MetricStore): JsonOperation {
  const put = (name: string, value: number): void => {
    if (value > 0) store.put({ namespace: 'AWS/Events', name, dimensions: {} }, value);
  };
  return async (input, call) => {
    const entries = Array.isArray(input.Entries) ? input.Entries.length : 0;
    const begun = performance.now();
    put('PutEventsApproximateCallCount', 1);
    put('PutEventsEntriesCount', entries);
    try {
      const answer = await putEvents(input, call);
      put('PutEventsApproximateSuccessCount', 1);
      put('PutEventsFailedEntriesCount', Number(answer.FailedEntryCount ?? 0));
      put('PutEventsLatency', performance.now() - begun);
      return answer;
    } catch (error) {
      const throttled = error instanceof AwsError && error.code === 'ThrottlingException';
      put(throttled ? 'PutEventsApproximateThrottledCount' : 'PutEventsApproximateFailedCount', 1);
      put('PutEventsFailedEntriesCount', entries);
      throw error;
    }
  };
}
