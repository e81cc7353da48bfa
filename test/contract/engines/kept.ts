import { afterAll } from 'vitest';
import type { Engine, RunningEngine } from '../engine.ts';

/** The same engine, started once for all parts of the contract in a test file and stopped after the last of them. */
export function kept(engine: Engine): Engine {
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
