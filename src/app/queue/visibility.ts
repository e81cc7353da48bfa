import { SLOWEST_REQUEST_MS } from '../ports.ts';

/** How long received messages stay ours, unless extended. Those of a process that dies return after it. */
export const VISIBILITY_SECONDS = 300;

/** With less of a lease left it is extended. */
export const HALF_VISIBILITY_MS = (VISIBILITY_SECONDS * 1000) / 2;

/**
 * SQS developer guide, "Visibility timeout": 12 hours in all from the receive, which extending does not restart. An hour is kept
 * for what is under way.
 */
export const LONGEST_IN_FLIGHT_MS = 11 * 3_600_000;

/** With less of a lease left nothing is sent: the send and the delete after it could outlast it. */
export const LEAST_VISIBILITY_MS = 2 * SLOWEST_REQUEST_MS;
