/** How far this machine's clock may be ahead of the one that SQS stamps messages with, in milliseconds. */
export const SKEW_MS = 60_000;
