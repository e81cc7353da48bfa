import type { MetricStore } from '../cloudwatch/metric-store.ts';
import type { Faults } from '../faults/faults.ts';
import type { QueueDelivery } from '../queue-delivery.ts';
import type { Queues } from '../sqs/queues.ts';
import type { SandboxClock } from '../time/clock.ts';
import type { HttpHandler, JsonService, QueryService } from './wire.ts';

/** What every part of the sandbox stands on. */
export interface SandboxFloor {
  readonly clock: SandboxClock;
  readonly faults: Faults;
  readonly queues: Queues;
  readonly delivery: QueueDelivery;
  readonly metrics: MetricStore;
  /** Where the sandbox listens, without a slash at the end. Known only once it listens: ask when a request is served. */
  url(): string;
}

/** What a part adds to the sandbox; each list may be absent. */
export interface SandboxPart {
  readonly jsonServices?: readonly JsonService[];
  readonly queryServices?: readonly QueryService[];
  /** By method and path below `/_sandbox/`: `GET events`. */
  readonly controls?: Readonly<Record<string, HttpHandler>>;
  /** By path prefix: `/cache/`. */
  readonly paths?: Readonly<Record<string, HttpHandler>>;
}
