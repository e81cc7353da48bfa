import { startWholeSandbox } from '../../../src/sandbox/whole-sandbox.ts';
import type { Engine } from '../engine.ts';

/** Our own. */
export const sandbox: Engine = {
  name: 'sandbox',
  differences: {},
  async start() {
    const running = await startWholeSandbox();
    return {
      endpoint: running.url,
      advance: async (milliseconds) => running.clock.advance(milliseconds),
      stop: () => running.stop(),
    };
  },
};
