import { SANDBOX_ACCOUNT, SANDBOX_REGION } from '../account.ts';
import { eventMetrics } from '../cloudwatch/event-metrics.ts';
import { createCaller } from '../eventbridge/api-destination-call.ts';
import type { DeadLetterBody } from '../eventbridge/deliver.ts';
import { createIdentifiers } from '../eventbridge/operations/identifiers.ts';
import { createRoles, type Roles } from '../eventbridge/roles.ts';
import { createEventBridge, type EventBridge } from '../eventbridge/service.ts';
import { createEventBridgeStore, type EventBridgeStore } from '../eventbridge/store.ts';
import { createJournal, type Journal } from '../journal.ts';
import { momentoApi } from '../momento/api.ts';
import { type CacheStore, createCacheStore } from '../momento/cache-store.ts';
import { DEFAULT_ENDPOINT, momentoControls } from '../momento/controls.ts';
import { createForcedAnswers, type ForcedAnswers } from '../momento/forced.ts';
import { createLimiter, type Limiter } from '../momento/limits.ts';
import { issueToken } from '../momento/token.ts';
import { seededRandom } from '../time/random.ts';
import type { SandboxFloor, SandboxPart } from '../wire/part.ts';
import { cloudFormationService } from './cloudformation.ts';
import { integrationControls } from './integration-controls.ts';
import { deployStack, type Stack, type StackOptions } from './stack.ts';

/** How the integration is to behave. */
export interface IntegrationOptions {
  /** What the body of a dead letter is for targets with input settings; default `original`. */
  readonly deadLetterBody?: DeadLetterBody;
  /** A call times out after that many milliseconds of the sandbox clock; default 5,000, as AWS documents. */
  readonly callTimeoutMilliseconds?: number;
  /** Deliveries made at once; default 16. */
  readonly concurrency?: number;
  /** Which hosts the sandbox's Momento answers for; default `api.cache.….momentohq.com`. */
  readonly isMomentoHost?: (host: string) => boolean;
  /** What ids and Momento's undocumented wordings are drawn from; default 1. */
  readonly chance?: number;
}

/** EventBridge, Momento and CloudFormation of one sandbox. */
export interface Integration {
  readonly part: SandboxPart;
  readonly store: EventBridgeStore;
  readonly eventBridge: EventBridge;
  readonly journal: Journal;
  readonly roles: Roles;
  readonly caches: CacheStore;
  readonly forced: ForcedAnswers;
  readonly limiter: Limiter;
  readonly stacks: readonly Stack[];
  readonly callTimeoutMilliseconds: number;
  /** Deploys the quick-start; default: named `momento-api`, on the default bus, with the queue policy it lacks, a token good for a year. */
  deploy(options?: Partial<StackOptions>): Promise<Stack>;
  /** Ends the connections that deliveries keep alive. */
  close(): void;
}

const YEAR_MS = 365 * 24 * 3600 * 1000;
const MOMENTO_HOST = /^api\.cache\.[a-z0-9.-]+\.momentohq\.com$/;

/** Everything empty but the default bus; `deploy` brings the stack. */
export function createIntegration(floor: SandboxFloor, options: IntegrationOptions = {}): Integration {
  const { clock, faults, queues, delivery } = floor;
  const chance = options.chance ?? 1;
  const concurrency = options.concurrency ?? 16;
  const place = { account: SANDBOX_ACCOUNT, region: SANDBOX_REGION };
  const store = createEventBridgeStore(place, clock, createIdentifiers(seededRandom(chance)));
  const journal = createJournal(eventMetrics(floor.metrics, clock.now));
  const roles = createRoles();
  const callTimeoutMilliseconds = options.callTimeoutMilliseconds ?? 5000;
  const caller = createCaller(clock, callTimeoutMilliseconds, concurrency);
  const caches = createCacheStore(clock);
  const limiter = createLimiter(clock);
  const forced = createForcedAnswers();
  const stacks: Stack[] = [];
  const eventBridge = createEventBridge({
    store,
    journal,
    faults,
    metrics: floor.metrics,
    roles,
    caller,
    queues: delivery,
    concurrency,
    deadLetterBody: () => options.deadLetterBody ?? 'original',
    isMomentoHost: options.isMomentoHost ?? ((host) => MOMENTO_HOST.test(host)),
    momentoPort: () => Number(new URL(floor.url()).port),
  });
  const momento = momentoApi({ clock, caches, limiter, forced, random: seededRandom(chance + 1) });
  return {
    part: {
      jsonServices: [eventBridge.service],
      queryServices: [cloudFormationService(() => stacks)],
      controls: {
        ...integrationControls(journal, eventBridge.dispatcher, roles),
        ...momentoControls({ clock, caches, limiter, forced }),
      },
      paths: { '/cache/': momento, '/topics/': momento },
    },
    store,
    eventBridge,
    journal,
    roles,
    caches,
    forced,
    limiter,
    stacks,
    callTimeoutMilliseconds,
    async deploy(wanted = {}) {
      const { operations } = eventBridge.service;
      const stack = await deployStack(
        { store, queues, operations },
        {
          name: 'momento-api',
          bus: 'default',
          token: issueToken(DEFAULT_ENDPOINT, { expiresAt: clock.now() + YEAR_MS }),
          baseUrl: `https://api.cache.${DEFAULT_ENDPOINT}`,
          withQueuePolicy: true,
          ...wanted,
        },
      );
      stacks.push(stack);
      return stack;
    },
    close: () => caller.close(),
  };
}
