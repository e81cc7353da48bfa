import type { Rendering } from '../integration/rendering.ts';
import type { Change, RepairRule } from './edit-event.ts';
import type { RepairId, RepairPolicy } from './repair.ts';

/** The repair of the name of a cache. */
export const CACHE_REPAIRS = {
  'map-cache': { kind: 'assumed', causes: ['cache-not-found'], changes: mappedCache, always: 'cache-not-found' },
} as const satisfies Partial<Record<RepairId, RepairRule>>;

/** The cache that the operator names in place of the event's own. */
function mappedCache({ call }: Rendering, { mapCache }: RepairPolicy): readonly Change[] {
  const { value, from } = call?.cacheName ?? {};
  const mapped = value === undefined ? undefined : mapCache.get(value);
  if (mapped === undefined || from === undefined) return [];
  const members = [{ about: 'cacheName', path: from, json: JSON.stringify(mapped) }] as const;
  return [{ members, value: `${value}=${mapped}` }];
}
