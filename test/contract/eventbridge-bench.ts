import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll } from 'vitest';
import { clientOptions, type Engine, type RunningEngine } from './engine.ts';

/** A running engine, spoken to by the real SDK client, which does not retry. */
export interface EventBridgeBench {
  readonly client: EventBridgeClient;
  /** A name that no other test uses. */
  name(prefix: string): string;
}

/** Starts the engine for the tests of the surrounding describe, and stops it after them. */
export function eventBridgeBenchOf(engine: Engine): EventBridgeBench {
  let running: RunningEngine;
  let client: EventBridgeClient;
  let names = 0;
  beforeAll(async () => {
    running = await engine.start();
    client = new EventBridgeClient({ ...clientOptions(running.endpoint), maxAttempts: 1 });
  });
  afterAll(async () => {
    client.destroy();
    await running.stop();
  });
  return {
    get client() {
      return client;
    },
    name: (prefix) => {
      names += 1;
      return `${prefix}-${names}`;
    },
  };
}
