import type { Rendering } from '../integration/rendering.ts';
import type { Change } from './edit-event.ts';
import type { RepairPolicy } from './repair.ts';

/** The time to live that `--ttl` gives. */
export function givenTtl(rendering: Rendering, { ttlSeconds }: RepairPolicy): readonly Change[] {
  return ttlSeconds === undefined ? [] : ttlOf(rendering, ttlSeconds, `--ttl ${ttlSeconds}`);
}

/** The longest time to live that `--max-ttl` allows, where the event's own is a longer one. */
export function cappedTtl(rendering: Rendering, { maxTtlSeconds }: RepairPolicy): readonly Change[] {
  const { operation, ttl } = rendering.call ?? {};
  const isLonger = /^\d+$/.test(ttl?.value ?? '') && Number(ttl?.value) > (maxTtlSeconds ?? Number.POSITIVE_INFINITY);
  if (maxTtlSeconds === undefined || operation !== 'cacheSet' || !isLonger) return [];
  return ttlOf(rendering, maxTtlSeconds, `--max-ttl ${maxTtlSeconds}`);
}

function ttlOf({ call }: Rendering, seconds: number, reason: string): readonly Change[] {
  if (call?.ttl === undefined) return [];
  const members = [{ about: 'ttl', path: call.ttl.from, json: String(seconds) }] as const;
  return [{ members, reason, kind: 'assumed' }];
}
