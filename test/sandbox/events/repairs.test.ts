import { describe, expect, it } from 'vitest';
import { SAFE_ONLY } from '../../../src/domain/repair/repair.ts';
import { entry, GOOD_SET, integrations, type StartedIntegration } from '../integrations.ts';
import { messagesLeft, portsOf, redriven } from '../use-cases.ts';
import { policyOf, REPAIR_CASES } from './repair-cases.ts';

const NOTHING_RESOLVED = new Set<never>();

/** An item as the sandbox shows it. */
interface ShownItem {
  readonly keyBase64: string;
  readonly value: string;
  readonly ttlSecondsLeft: number;
}

async function itemsOf({ control }: StartedIntegration): Promise<readonly ShownItem[]> {
  const { caches } = (await control('cache')) as { caches: readonly { name: string; items: readonly ShownItem[] }[] };
  return caches.find(({ name }) => name === 'orders')?.items ?? [];
}

describe('redrive --fix', () => {
  const start = integrations();

  it.each(REPAIR_CASES)('$name', async (one) => {
    const started = await start(one.asDelivered ? { deadLetterBody: 'as-delivered' } : {});
    await one.prepare?.(started);
    const record = await started.put(one.event);
    expect(record.deliveries).toMatchObject([{ outcome: 'dead-letter' }]);
    await one.afterwards?.(started);
    const ports = await portsOf(started.sandbox);

    const { entries, end } = await redriven(ports, policyOf(one));
    await started.control('idle');

    expect(end.tally).toMatchObject({ selected: 1, sent: 1, repaired: 1, removed: 1 });
    const edits = entries.flatMap(({ decision }) => decision.edits.map(({ path, kind }) => [path, kind]));
    expect(Object.fromEntries(edits)).toEqual(one.edits);
    expect(edits).toHaveLength(Object.keys(one.edits).length);
    expect(await messagesLeft(ports)).toBe(0);
    const items = await itemsOf(started);
    expect(items.map(({ keyBase64, value }) => [keyBase64, value])).toEqual(
      one.key === null ? [] : [[one.key, one.value ?? '"paid"']],
    );
    const ttl = one.ttlSeconds ?? GOOD_SET.ttl;
    for (const { ttlSecondsLeft } of items) {
      expect(ttlSecondsLeft).toBeGreaterThan(ttl - 30);
      expect(ttlSecondsLeft).toBeLessThanOrEqual(ttl);
    }
  });

  it('holds what none of the flags mends, and leaves it in the queue', async () => {
    const started = await start();
    for (const { event, prepare } of REPAIR_CASES.filter(
      ({ flags, asDelivered }) => flags !== undefined && !asDelivered,
    )) {
      if (prepare === undefined) await started.put(event);
    }
    const ports = await portsOf(started.sandbox);
    const left = await messagesLeft(ports);
    const { end } = await redriven(ports, { fix: true, repair: SAFE_ONLY, resolved: NOTHING_RESOLVED });
    expect(left).toBeGreaterThan(0);
    expect(end.tally).toMatchObject({ selected: left, sent: 0, held: left });
    expect(await messagesLeft(ports)).toBe(left);
    expect(await itemsOf(started)).toEqual([]);
  });

  it('sends as it is, without --fix, what failed for a while only', async () => {
    const started = await start();
    await started.control('momento', { respond: { status: 503, times: 3 } });
    await started.put(entry('cacheSet', GOOD_SET));
    const ports = await portsOf(started.sandbox);
    const { end } = await redriven(ports, { fix: false, repair: SAFE_ONLY, resolved: NOTHING_RESOLVED });
    await started.control('idle');
    expect(end.tally).toMatchObject({ sent: 1, repaired: 0, removed: 1 });
    expect(await itemsOf(started)).toMatchObject([{ value: '"paid"' }]);
  });
});
