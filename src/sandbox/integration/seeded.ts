import { createIdentifiers } from '../eventbridge/operations/identifiers.ts';
import { clockBeforeSeed, seedDeadLetters } from '../seed/seed.ts';
import type { SandboxClock } from '../time/clock.ts';
import { seededRandom } from '../time/random.ts';
import { startWholeSandbox, type WholeSandbox, type WholeSandboxOptions } from '../whole-sandbox.ts';
import { startTraffic } from './traffic.ts';

export interface SeededSandboxOptions extends Omit<WholeSandboxOptions, 'newMessageId'> {
  /** How many dead letters of mixed causes; 0 makes none. */
  readonly seed: number;
  /** Events a second that flow from then on; absent: none. */
  readonly traffic?: number;
  /** Absent: the machine's, begun so far in the past that seeding ends in the present. */
  readonly clock?: SandboxClock;
}

/** Other numbers than those that event ids are drawn from. */
const CHANCE_OF_MESSAGE_IDS = 20_250_601;

/**
 * A whole sandbox at the present time, with dead letters from the last days in its queue: the same events in the same
 * order under the same event and message ids each time. Without dead letters the message ids are random.
 */
export async function startSeededSandbox(options: SeededSandboxOptions): Promise<WholeSandbox> {
  const { uuid } = createIdentifiers(seededRandom(CHANCE_OF_MESSAGE_IDS));
  const sandbox = await startWholeSandbox({
    ...options,
    clock: options.clock ?? clockBeforeSeed(),
    ...(options.seed > 0 ? { newMessageId: uuid } : {}),
  });
  await seedDeadLetters(sandbox, options.seed);
  if (options.traffic === undefined) return sandbox;
  const endTraffic = startTraffic(sandbox, options.traffic);
  return {
    ...sandbox,
    stop: () => {
      endTraffic();
      return sandbox.stop();
    },
  };
}
