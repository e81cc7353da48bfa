import type { MetricStore } from '../cloudwatch/metric-store.ts';
import { measuredPutEvents } from '../cloudwatch/put-events-metrics.ts';
import type { Faults } from '../faults/faults.ts';
import type { Journal } from '../journal.ts';
import type { JsonService } from '../wire/wire.ts';
import { type DeliverParts, deliver } from './deliver.ts';
import { createDispatcher, type Dispatcher } from './dispatcher.ts';
import { apiDestinationOperations } from './operations/api-destination-operations.ts';
import { busOperations } from './operations/bus-operations.ts';
import { connectionOperations } from './operations/connection-operations.ts';
import { patternOperations } from './operations/pattern-operations.ts';
import { putEvents } from './operations/put-events.ts';
import { ruleOperations } from './operations/rule-operations.ts';
import { targetOperations } from './operations/target-operations.ts';

/** The sandbox's EventBridge: the operations for the wire, and the deliveries behind PutEvents. */
export interface EventBridge {
  readonly service: JsonService;
  readonly dispatcher: Dispatcher;
}

/** What the whole service is put together from. */
export interface EventBridgeParts extends DeliverParts {
  readonly journal: Journal;
  readonly faults: Faults;
  readonly metrics: MetricStore;
  /** How many deliveries are made at once. */
  readonly concurrency: number;
}

/** Puts the service together. */
export function createEventBridge(parts: EventBridgeParts): EventBridge {
  const { store, journal, faults, metrics, concurrency } = parts;
  const dispatcher = createDispatcher(journal, (delivery) => deliver(parts, delivery), concurrency);
  const service: JsonService = {
    targetPrefix: 'AWSEvents',
    contentType: 'application/x-amz-json-1.1',
    operations: {
      ...busOperations(store),
      ...ruleOperations(store),
      ...targetOperations(store),
      ...connectionOperations(store),
      ...apiDestinationOperations(store),
      ...patternOperations(),
      PutEvents: measuredPutEvents(putEvents({ store, journal, faults, enqueue: dispatcher.enqueue }), metrics),
    },
  };
  return { service, dispatcher };
}
