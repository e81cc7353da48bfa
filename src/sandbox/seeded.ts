import { clockBeforeSeed, seedDeadLetters } from './seed/seed.ts';
import { startWholeSandbox, type WholeSandbox, type WholeSandboxOptions } from './whole-sandbox.ts';

export interface SeededSandboxOptions extends Omit<WholeSandboxOptions, 'clock'> {
  /** How many dead letters of mixed causes; 0 makes none. */
  readonly seed: number;
}

/** A whole sandbox at the present time, with dead letters from the last days in its queue. */
export async function startSeededSandbox(options: SeededSandboxOptions): Promise<WholeSandbox> {
  const sandbox = await startWholeSandbox({ ...options, clock: clockBeforeSeed() });
  await seedDeadLetters(sandbox, options.seed);
  return sandbox;
}
