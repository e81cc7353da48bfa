import type { Integration } from '../integration/integration.ts';
import { DEFAULT_ENDPOINT } from '../momento/controls.ts';
import { issueToken } from '../momento/token.ts';
import { createSandboxClock, type SandboxClock } from '../time/clock.ts';
import { seededRandom } from '../time/random.ts';
import type { WholeSandbox } from '../whole-sandbox.ts';
import { SEED_CASES, type SeedCase, type SeedEvent } from './cases.ts';
import { createDraw, type Draw } from './draw.ts';
import { deployOtherTeam } from './other-team.ts';

/** Over how much past the dead letters are spread: less than the queue's default retention of four days. */
export const SEED_SPAN_MS = 60 * 3600 * 1000;

const CHANCE = 20_240_229;
const HEALTHY_EVENTS = 6;
const DAY_MS = 24 * 3600 * 1000;
/** So few that a rotated credential would be most of what there is. */
const TOO_FEW_FOR_EXPIRY = 10;

/** A clock that stands `SEED_SPAN_MS` in the past, for a sandbox that is seeded: seeding brings it to the present. */
export function clockBeforeSeed(machineNow: () => number = Date.now): SandboxClock {
  return createSandboxClock(() => machineNow() - SEED_SPAN_MS);
}

/**
 * Makes `count` dead letters of mixed causes by real deliveries, the same events in the same order each time, spread
 * over the clock's next `SEED_SPAN_MS`. Many can be sent again or mended, some wait for a change outside, a few are
 * beyond help. From ten on, the last two fail because the credential expired; it is then renewed. At the end some
 * deliveries succeed. The events are put one at a time, since deliveries side by side would not repeat themselves.
 */
export async function seedDeadLetters(sandbox: WholeSandbox, count: number): Promise<void> {
  const { clock, integration, stack } = sandbox;
  const random = seededRandom(CHANCE);
  const draw = createDraw(random);
  const step = Math.floor(SEED_SPAN_MS / (count + 1));
  const expired = count >= TOO_FEW_FOR_EXPIRY ? 2 : 0;
  const begun = clock.now();
  const moveTo = (index: number): void => clock.advance(Math.max(0, begun + step * index - clock.now()));

  if (count > 0) await deployOtherTeam(sandbox);
  for (let index = 0; index < count - expired; index += 1) {
    moveTo(index + 1);
    await fail(integration, clock, SEED_CASES[index] ?? weighted(random), draw);
  }
  if (expired > 0) {
    await renewCredential(integration, stack.connectionName, clock.now() + 1000);
    for (let index = count - expired; index < count; index += 1) {
      moveTo(index + 1);
      await put(integration, healthy(draw));
    }
    await renewCredential(integration, stack.connectionName, clock.now() + 90 * DAY_MS);
  }
  clock.advance(Math.max(0, begun + SEED_SPAN_MS - clock.now()));
  for (let index = 0; index < HEALTHY_EVENTS; index += 1) await put(integration, healthy(draw));
}

async function fail(integration: Integration, clock: SandboxClock, wanted: SeedCase, draw: Draw): Promise<void> {
  const event = wanted.event(draw);
  if (wanted.forced) integration.forced.add([wanted.forced]);
  if (!wanted.slow) return put(integration, event);
  const patience = integration.callTimeoutMilliseconds;
  const calls = 3;
  integration.forced.add([{ delay: patience + 1000, times: calls }]);
  let taken = integration.forced.nextTaken();
  const settled = put(integration, event);
  for (let call = 0; call < calls; call += 1) {
    await taken;
    taken = integration.forced.nextTaken();
    clock.advance(patience);
  }
  await settled;
}

async function put({ eventBridge }: Integration, event: SeedEvent): Promise<void> {
  await eventBridge.service.operations.PutEvents?.(
    { Entries: [{ Source: event.source, DetailType: event.detailType, Detail: JSON.stringify(event.detail) }] },
    { signal: new AbortController().signal },
  );
  await eventBridge.dispatcher.idle();
}

async function renewCredential(integration: Integration, connection: string, expiresAt: number): Promise<void> {
  const ApiKeyValue = issueToken(DEFAULT_ENDPOINT, { expiresAt });
  await integration.eventBridge.service.operations.UpdateConnection?.(
    {
      Name: connection,
      AuthorizationType: 'API_KEY',
      AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'Authorization', ApiKeyValue } },
    },
    { signal: new AbortController().signal },
  );
}

function healthy(draw: Draw): SeedEvent {
  const { source, ...detail } = draw.thing();
  return { source, detailType: 'cacheSet', detail };
}

function weighted(random: () => number): SeedCase {
  const total = SEED_CASES.reduce((sum, { weight }) => sum + weight, 0);
  let left = random() * total;
  for (const candidate of SEED_CASES) {
    left -= candidate.weight;
    if (left < 0) return candidate;
  }
  return SEED_CASES[0] as SeedCase;
}
