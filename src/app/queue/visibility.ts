import { SLOWEST_REQUEST_MS } from '../ports.ts';

/** The visibility timeout of received messages, unless extended. Messages of a process that dies return after it. */
export const VISIBILITY_SECONDS = 300;

/** A visibility timeout with less than this left is extended. */
export const HALF_VISIBILITY_MS = (VISIBILITY_SECONDS * 1000) / 2;

/**
 * SQS developer guide, "Visibility timeout": 12 hours in all from the receive, which extending does not restart. An hour is kept
 * in reserve for requests under way.
 */
export const LONGEST_IN_FLIGHT_MS = 11 * 3_600_000;

/** With less than this left of its visibility timeout a message is not sent: the send and the delete could outlast it. */
export const LEAST_VISIBILITY_MS = 2 * SLOWEST_REQUEST_MS;
