import type { Engine } from './engine.ts';
import { eventPatternsContract } from './event-patterns.ts';
import { busesContract } from './eventbridge-buses.ts';
import { destinationsContract } from './eventbridge-destinations.ts';
import { putEventsContract } from './eventbridge-put-events.ts';
import { rulesContract } from './eventbridge-rules.ts';
import { targetsContract } from './eventbridge-targets.ts';
import { testEventPatternContract } from './eventbridge-test-event-pattern.ts';

/** What momento-eb relies on EventBridge for, through the real SDK client, whatever answers it. */
export function eventBridgeContract(engine: Engine): void {
  busesContract(engine);
  rulesContract(engine);
  targetsContract(engine);
  destinationsContract(engine);
  putEventsContract(engine);
  testEventPatternContract(engine);
  eventPatternsContract(engine);
}
