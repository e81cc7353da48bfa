import type { Rendering } from '../integration/rendering.ts';
import type { Change } from './edit-event.ts';
import type { RepairPolicy } from './repair.ts';

/** As JSON spells one that is not below zero. */
const NUMBER = /^\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** The time to live that `--ttl` gives. */
export function givenTtl(rendering: Rendering, { ttlSeconds }: RepairPolicy): readonly Change[] {
  return ttlSeconds === undefined ? [] : ttlOf(rendering, ttlSeconds, `--ttl ${ttlSeconds}`);
}

/** The longest time to live that `--max-ttl` allows, where the event's own is a longer one. */
export function cappedTtl(rendering: Rendering, { maxTtlSeconds }: RepairPolicy): readonly Change[] {
  const { operation, ttl } = rendering.call ?? {};
  if (maxTtlSeconds === undefined || operation !== 'cacheSet' || ttl?.value === undefined) return [];
  if (!NUMBER.test(ttl.value) || Number(ttl.value) <= maxTtlSeconds) return [];
  return ttlOf(rendering, maxTtlSeconds, `--max-ttl ${maxTtlSeconds}`);
}

function ttlOf({ call }: Rendering, seconds: number, reason: string): readonly Change[] {
  if (call?.ttl === undefined) return [];
  const members = [{ about: 'ttl', path: call.ttl.from, json: String(seconds) }] as const;
  return [{ members, reason, kind: 'assumed' }];
}
