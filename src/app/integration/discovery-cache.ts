import { readStored, type StoredDiscovery, storedText } from '../../domain/integration/stored.ts';
import type { Clock } from '../ports.ts';
import type { DiscoveryCachePort } from './discovery-ports.ts';

/** Deployed resources seldom change; after a change the operator waits at most this long, or adds --refresh. */
export const REMEMBERED_MS = 5 * 60_000;

/**
 * The cached discovery if it is fresh enough, else a new one, which replaces it in the cache. An entry that is unreadable, of
 * another version or from the future is ignored.
 */
export async function throughCache(
  cache: DiscoveryCachePort,
  clock: Clock,
  anew: boolean,
  search: () => Promise<StoredDiscovery>,
): Promise<StoredDiscovery> {
  const known = anew ? undefined : readStored((await cache.read()) ?? '');
  const age = known === undefined ? Number.POSITIVE_INFINITY : clock.now() - known.at;
  if (known !== undefined && age >= 0 && age < REMEMBERED_MS) return known;
  const found = await search();
  await cache.write(storedText(found));
  return found;
}
