/** What may be in memory and wait for its turn, whatever the rate: enough to fill requests, little enough for memory. */
export const WINDOW = {
  messages: 10_000,
  /** Of their bodies, or of what is made of them to be sent. */
  bytes: 64 * 1024 * 1024,
} as const;
