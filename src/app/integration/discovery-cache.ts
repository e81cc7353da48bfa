import { readStored, type StoredDiscovery, storedText } from '../../domain/integration/stored.ts';
import type { Clock } from '../ports.ts';
import type { DiscoveryCachePort } from './discovery-ports.ts';

/** What is deployed seldom changes; whoever changed it waits at most so long, or says --refresh. */
export const REMEMBERED_MS = 5 * 60_000;

/**
 * The discovery that was remembered if it is fresh enough, else a new one, which is remembered in its place. What is not
 * readable, of another version or from the future counts as nothing.
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
