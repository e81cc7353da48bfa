import { randomUUID } from 'node:crypto';
import { CreateEventBusCommand, EventBridgeClient, PutRuleCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll } from 'vitest';
import { clientOptions, type Engine, type RunningEngine } from '../engine.ts';

/** A running engine, spoken to by the real SDK client, which does not retry, and short words for what its tests need. */
export interface EventBridgeBench {
  readonly client: EventBridgeClient;
  /** A name that no other test uses. */
  name(prefix: string): string;
  /** A new rule for `cacheSet` on the default bus or that one; answers its name. */
  rule(bus?: string): Promise<string>;
  /** A new bus; answers its name. */
  bus(): Promise<string>;
}

/** What the rules of these tests match. */
export const PATTERN = '{"detail-type":["cacheSet"]}';

/** Starts the engine for the tests of the surrounding describe, and stops it after them. */
export function eventBridgeBenchOf(engine: Engine): EventBridgeBench {
  let running: RunningEngine;
  let client: EventBridgeClient;
  beforeAll(async () => {
    running = await engine.start();
    client = new EventBridgeClient({ ...clientOptions(running.endpoint), maxAttempts: 1 });
  });
  afterAll(async () => {
    client.destroy();
    await running.stop();
  });
  const name = (prefix: string) => `${prefix}-${randomUUID()}`;
  return {
    get client() {
      return client;
    },
    name,
    async rule(bus) {
      const Name = name('rule');
      await client.send(new PutRuleCommand({ Name, EventPattern: PATTERN, ...(bus && { EventBusName: bus }) }));
      return Name;
    },
    async bus() {
      const Name = name('bus');
      await client.send(new CreateEventBusCommand({ Name }));
      return Name;
    },
  };
}
