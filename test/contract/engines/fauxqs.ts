import { buildApp } from 'fauxqs';
import { vi } from 'vitest';
import type { Differences, Engine } from '../engine.ts';

/** npm's fauxqs (SQS) in this process, so that its time can be moved with this process's. */
export function fauxqs(differences: Differences): Engine {
  return {
    name: 'fauxqs',
    errorPrefix: 'AWS.SimpleQueueService.',
    differences,
    async start() {
      vi.useFakeTimers({ toFake: ['Date'], shouldAdvanceTime: true, now: Date.now() });
      const app = buildApp({ logger: false });
      const endpoint = await app.listen({ host: '127.0.0.1', port: 0 });
      return {
        endpoint,
        advance: async (milliseconds) => void vi.setSystemTime(Date.now() + milliseconds),
        async stop() {
          await app.close();
          vi.useRealTimers();
        },
      };
    },
  };
}
