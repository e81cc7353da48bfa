import { createIntegration, type Integration, type IntegrationOptions } from './integration/integration.ts';
import type { Stack } from './integration/stack.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import type { SandboxClock } from './time/clock.ts';

/** How a sandbox with an integration in it is started. */
export interface WholeSandboxOptions extends IntegrationOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** Absent: a clock that runs with the machine's. */
  readonly clock?: SandboxClock;
  /** Where the ids of SQS messages come from; absent: random ones. */
  readonly newMessageId?: () => string;
  /** Deploys the quick-start as it is published: failed events are then lost. */
  readonly withoutQueuePolicy?: boolean;
  /** The caches that exist; default `orders`, `sessions`, `catalog`. */
  readonly caches?: readonly string[];
}

/** A sandbox with the stack `momento-api` in it. */
export interface WholeSandbox extends Sandbox {
  readonly integration: Integration;
  readonly stack: Stack;
  /** What points any AWS tool at it: environment variables by name. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The caches that exist unless others are asked for. */
export const DEFAULT_CACHES: readonly string[] = ['orders', 'sessions', 'catalog'];

/** Starts a sandbox on the loopback address and deploys the quick-start; rejects when the port is taken. */
export async function startWholeSandbox(options: WholeSandboxOptions = {}): Promise<WholeSandbox> {
  let created: Integration | undefined;
  const sandbox = await startSandbox({
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    ...(options.newMessageId === undefined ? {} : { newMessageId: options.newMessageId }),
    parts: (floor) => {
      created = createIntegration(floor, options);
      return [created.part];
    },
  });
  const integration = created as unknown as Integration;
  for (const cache of options.caches ?? DEFAULT_CACHES) integration.caches.create(cache);
  const stack = await integration.deploy({ withQueuePolicy: options.withoutQueuePolicy !== true });
  return {
    ...sandbox,
    integration,
    stack,
    environment: {
      AWS_ENDPOINT_URL: sandbox.url,
      AWS_REGION: integration.store.place.region,
      AWS_ACCESS_KEY_ID: 'sandbox',
      AWS_SECRET_ACCESS_KEY: 'sandbox',
    },
    async stop() {
      integration.close();
      await sandbox.stop();
    },
  };
}
