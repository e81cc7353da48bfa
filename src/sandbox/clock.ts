/** The sandbox's only source of time: everything that waits, expires or retries asks it, so that tests can advance it. */
export interface SandboxClock {
  /** Milliseconds since the epoch: the machine's clock plus what was advanced. */
  now(): number;
  /** Runs `action` once that many sandbox milliseconds have passed; the answer cancels it. */
  after(milliseconds: number, action: () => void): () => void;
  /** Moves time forward; what became due runs, in order of its due time, before this returns. */
  advance(milliseconds: number): void;
}
