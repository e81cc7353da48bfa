import type { QueueListener } from '../sqs/queue.ts';
import type { Queues } from '../sqs/queues.ts';
import type { SandboxClock } from '../time/clock.ts';
import type { MetricStore } from './metric-store.ts';

const NAMESPACE = 'AWS/SQS';
const SAMPLE_EVERY_MS = 60_000;
/** Source: SQS developer guide, "Available CloudWatch metrics": a queue without activity for six hours sends none. */
const ACTIVE_FOR_MS = 6 * 3_600_000;

/** Counts what happens in queues at the time when it happens. */
export function queueMetrics(store: MetricStore): QueueListener {
  const put = (QueueName: string, name: string): void =>
    store.put({ namespace: NAMESPACE, name, dimensions: { QueueName } }, 1);
  return {
    sent: (queue) => put(queue, 'NumberOfMessagesSent'),
    received: (queue) => put(queue, 'NumberOfMessagesReceived'),
    deleted: (queue) => put(queue, 'NumberOfMessagesDeleted'),
  };
}

/** Measures each minute how full the queues are, as long as something is or happens in them. */
export function sampleQueues(clock: SandboxClock, queues: Queues, store: MetricStore): void {
  const activeAt = new Map<string, number>();
  const sample = (): void => {
    for (const { name, messages } of queues.all()) {
      const { visible, inFlight, delayed } = messages.counts();
      if (visible + inFlight + delayed > 0) activeAt.set(name, clock.now());
      if (clock.now() - (activeAt.get(name) ?? Number.NEGATIVE_INFINITY) > ACTIVE_FOR_MS) continue;
      const oldest = messages.oldestSentAt();
      const gauges = {
        ApproximateNumberOfMessagesVisible: visible,
        ApproximateNumberOfMessagesNotVisible: inFlight,
        ApproximateNumberOfMessagesDelayed: delayed,
        ApproximateAgeOfOldestMessage: oldest === undefined ? 0 : Math.floor((clock.now() - oldest) / 1000),
      };
      for (const [gauge, value] of Object.entries(gauges)) {
        store.put({ namespace: NAMESPACE, name: gauge, dimensions: { QueueName: name } }, value);
      }
    }
    clock.after(SAMPLE_EVERY_MS, sample);
  };
  clock.after(SAMPLE_EVERY_MS, sample);
}
