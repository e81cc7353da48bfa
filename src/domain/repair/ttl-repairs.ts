import type { Rendering } from '../integration/rendering.ts';
import type { Change, RepairRule } from './edit-event.ts';
import type { RepairId, RepairPolicy } from './repair.ts';

/** The repairs of the time to live. */
export const TTL_REPAIRS = {
  'cap-ttl': { kind: 'assumed', causes: ['ttl-invalid'], changes: cappedTtl, always: 'ttl-invalid' },
  'give-ttl': { kind: 'assumed', causes: ['ttl-missing', 'ttl-invalid'], changes: givenTtl },
} as const satisfies Partial<Record<RepairId, RepairRule>>;

/** A JSON number that is not below zero. */
const NUMBER = /^\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** The time to live that the operator gives. */
function givenTtl(rendering: Rendering, { ttlSeconds }: RepairPolicy): readonly Change[] {
  return ttlSeconds === undefined ? [] : ttlOf(rendering, ttlSeconds);
}

/** The longest time to live that the operator allows, where the event's own is longer. */
function cappedTtl(rendering: Rendering, { maxTtlSeconds }: RepairPolicy): readonly Change[] {
  const { operation, ttl } = rendering.call ?? {};
  if (maxTtlSeconds === undefined || operation !== 'cacheSet' || ttl?.value === undefined) return [];
  if (!NUMBER.test(ttl.value) || Number(ttl.value) <= maxTtlSeconds) return [];
  return ttlOf(rendering, maxTtlSeconds);
}

function ttlOf({ call }: Rendering, seconds: number): readonly Change[] {
  if (call?.ttl === undefined) return [];
  const members = [{ about: 'ttl', path: call.ttl.from, json: String(seconds) }] as const;
  return [{ members, value: String(seconds) }];
}
