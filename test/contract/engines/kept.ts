import { afterAll } from 'vitest';
import type { Engine, RunningEngine } from '../engine.ts';

/**
 * The same engine, started once for all parts of the contract in a test file and stopped after the last of them. Why one
 * is not run stands in the output of every run, for titles of skipped tests do not.
 */
export function kept(engine: Engine): Engine {
  if (engine.absent !== undefined) console.warn(`${engine.name} is not compared with: ${engine.absent}`);
  let running: Promise<RunningEngine> | undefined;
  afterAll(async () => (await running)?.stop());
  return {
    ...engine,
    async start() {
      running ??= engine.start();
      return { ...(await running), stop: async () => {} };
    },
  };
}
