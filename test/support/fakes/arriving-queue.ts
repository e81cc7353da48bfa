import type { QueuePort } from '../../../src/app/ports.ts';
import type { ReceivedMessage } from '../../../src/domain/dead-letter/message.ts';
import type { FakeClock } from './fake-clock.ts';
import { FakeQueue, type QueueScript } from './fake-queue.ts';

/** Messages that keep arriving: `perSecond` of them, made by `make` and sent at the time of the clock. */
export interface ArrivalScript {
  readonly perSecond: number;
  readonly make: (messageId: string) => ReceivedMessage;
  /** Milliseconds that each receive takes. */
  readonly latency: number;
}

/**
 * A queue that still receives. What arrives does so as the clock moves on; a receive that finds nothing waits for the next
 * arrival, as a long poll does.
 */
export function arrivingQueue(
  clock: FakeClock,
  messages: readonly ReceivedMessage[],
  { perSecond, make, latency }: ArrivalScript,
  script: QueueScript = {},
) {
  const queue = new FakeQueue(clock, messages, script);
  const each = 1000 / perSecond;
  let arrived = 0;
  const arrive = () => {
    for (; (arrived + 1) * each <= clock.monotonic(); arrived += 1)
      queue.add({ ...make(`new${arrived}`), sentAt: clock.now() });
  };
  const port: QueuePort = {
    describe: async () => {
      arrive();
      return queue.describe();
    },
    receive: async (request) => {
      clock.advance(latency);
      arrive();
      const wait = (arrived + 1) * each - clock.monotonic();
      if (queue.visible.length === 0 && wait < request.waitSeconds * 1000) {
        clock.advance(wait);
        arrive();
      }
      return queue.receive(request);
    },
    remove: (handles) => queue.remove(handles),
    release: (handles) => queue.release(handles),
    extend: (handles, seconds) => queue.extend(handles, seconds),
  };
  return { port, queue, arrived: () => arrived };
}
