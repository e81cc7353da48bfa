import { SEED_CASES, type SeedEvent } from '../seed/cases.ts';
import { createDraw, type Draw } from '../seed/draw.ts';
import { OTHER_TEAM } from '../seed/other-team.ts';
import { seededRandom } from '../time/random.ts';
import type { WholeSandbox } from '../whole-sandbox.ts';

const CHANCE = 20_261_125;
/** Of all events; the others are delivered. */
const FAILING = 0.06;
/** Of those delivered; Momento answers them late, which the tail of the latency shows. */
const SLUGGISH = 0.05;
const MOST_A_CALL = 10;
const SHORTEST_STEP_MS = 100;
/** What fails by time-out would hold a place of the dispatcher for many seconds. */
const CASES = SEED_CASES.filter((candidate) => candidate.slow === undefined);

/** Runs an action again and again, so many milliseconds apart; the answer ends it. */
export type Every = (milliseconds: number, action: () => void) => () => void;

/** By the machine's time, whatever is done to the clock of the sandbox: deliveries take real time as well. */
const byMachine: Every = (milliseconds, action) => {
  const timer = setInterval(action, milliseconds).unref();
  return () => clearInterval(timer);
};

/**
 * Keeps `perSecond` events a second flowing: most are delivered, some fail in every way but by time-out. The answer ends
 * it.
 */
export function startTraffic(sandbox: WholeSandbox, perSecond: number, every: Every = byMachine): () => void {
  const random = seededRandom(CHANCE);
  const draw = createDraw(random);
  const stepMs = Math.max(SHORTEST_STEP_MS, 1000 / perSecond);
  let due = 0;
  return every(stepMs, () => {
    due += (perSecond * stepMs) / 1000;
    for (; due >= 1; due -= Math.min(Math.floor(due), MOST_A_CALL)) {
      const count = Math.min(Math.floor(due), MOST_A_CALL);
      void putEvents(
        sandbox,
        Array.from({ length: count }, () => next(sandbox, random, draw)),
      );
    }
  });
}

function next({ integration }: WholeSandbox, random: () => number, draw: Draw): SeedEvent {
  if (random() < FAILING) {
    const failing = draw.of(CASES as [(typeof CASES)[number], ...typeof CASES]);
    if (failing.forced) integration.forced.add([failing.forced]);
    const event = failing.event(draw);
    // Nobody but the seed deploys the other team.
    return event.detailType === OTHER_TEAM.detailType ? delivered(draw) : event;
  }
  if (random() < SLUGGISH) integration.forced.add([{ delay: draw.between(80, 900) }]);
  return delivered(draw);
}

function delivered(draw: Draw): SeedEvent {
  const { source, ...detail } = draw.thing();
  const { cacheName, key, message } = detail;
  const kind = draw.of(['cacheSet', 'cacheSet', 'cacheSet', 'cacheDelete', 'topicPublish'] as const);
  switch (kind) {
    case 'cacheSet':
      return { source, detailType: kind, detail };
    case 'cacheDelete':
      return { source, detailType: kind, detail: { cacheName, key } };
    case 'topicPublish':
      return { source, detailType: kind, detail: { cacheName, topicName: 'price-changes', message } };
  }
}

async function putEvents({ integration }: WholeSandbox, events: readonly SeedEvent[]): Promise<void> {
  const Entries = events.map(({ source, detailType, detail }) => ({
    Source: source,
    DetailType: detailType,
    Detail: JSON.stringify(detail),
  }));
  await integration.eventBridge.service.operations.PutEvents?.({ Entries }, { signal: new AbortController().signal });
}
