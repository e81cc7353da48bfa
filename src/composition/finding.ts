import { type DiscoveryPorts, discover } from '../app/integration/discover.ts';
import { throughCache } from '../app/integration/discovery-cache.ts';
import type { QueueFinderPort } from '../app/integration/discovery-ports.ts';
import type { LocatePorts } from '../app/integration/locate.ts';
import { isThrottled } from '../aws/aws-error.ts';
import { machineClock } from '../aws/clock.ts';
import { deployedIntegration } from '../aws/integration.ts';
import { deployedInventory } from '../aws/inventory.ts';
import { LOOKS_AT_ONCE, LOOKS_PER_SECOND, type Pace, pacedCalls } from '../aws/pace.ts';
import { placeOf } from '../aws/place.ts';
import { rememberedFile } from '../aws/remembered-file.ts';
import type { Session } from '../aws/session.ts';

/** The discovery cache; `refresh` bypasses it and searches AWS. */
export interface Keeping {
  readonly directory: string;
  readonly refresh: boolean;
}

/** Lookups of deployed resources, all at one pace. */
export function discoveryPorts(session: Session, pace: Pace) {
  return {
    inventory: deployedInventory(session, pace),
    integration: deployedIntegration(session, pace),
    clock: machineClock,
  } satisfies DiscoveryPorts;
}

/** The pace of all control-plane calls of this process, below what AWS throttles. */
export function lookupPace(): Pace {
  return pacedCalls(LOOKS_PER_SECOND, LOOKS_AT_ONCE, machineClock, isThrottled);
}

/** Finds the queue and the integration; without `keeping` it always searches AWS. */
export function locatePorts(
  ports: DiscoveryPorts,
  finder: QueueFinderPort,
  session: Session,
  keeping: Keeping | undefined,
): LocatePorts {
  const place = keeping && placeOf(session, process.env);
  return {
    finder,
    discover: (request, anew) => {
      const search = () => discover(ports, request);
      if (keeping === undefined || place === undefined) return search();
      const cache = rememberedFile(keeping.directory, 'integration', JSON.stringify([place, request]));
      return throughCache(cache, machineClock, anew || keeping.refresh, search);
    },
  };
}
