import type { Engine } from '../engine.ts';
import { busesContract } from './buses.ts';
import { destinationsContract } from './destinations.ts';
import { eventPatternsContract } from './event-patterns.ts';
import { putEventsContract } from './put-events.ts';
import { rulesContract } from './rules.ts';
import { targetsContract } from './targets.ts';
import { testEventPatternContract } from './test-event-pattern.ts';

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
