import type { Engine } from './engine.ts';
import { destinationsContract } from './eventbridge-destinations.ts';
import { putEventsContract } from './eventbridge-put-events.ts';
import { rulesContract } from './eventbridge-rules.ts';

/** What momento-eb relies on EventBridge for, through the real SDK client, whatever answers it. */
export function eventBridgeContract(engine: Engine): void {
  rulesContract(engine);
  destinationsContract(engine);
  putEventsContract(engine);
}
