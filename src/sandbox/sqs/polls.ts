import type { SandboxClock } from '../time/clock.ts';
import { receiveFrom } from './operations/receive.ts';
import type { Poll, Polls, Received } from './poll.ts';
import type { Queue } from './queue.ts';

interface Waiting {
  readonly poll: Poll;
  readonly answer: (received: readonly Received[]) => void;
}

/** Nobody waits yet. */
export function createPolls(
  clock: SandboxClock,
  queue: () => Queue,
  findByArn: (arn: string) => Queue | undefined,
): Polls {
  const waiting = new Set<Waiting>();
  let stopTimer = () => {};

  const take = (poll: Poll) => receiveFrom(queue(), poll.limit, poll.hideMs, clock, findByArn);

  function wake(): void {
    for (const one of waiting) {
      const received = take(one.poll);
      if (received.length === 0) break;
      one.answer(received);
    }
    stopTimer();
    const next = waiting.size > 0 ? queue().messages.nextVisibleAt() : undefined;
    if (next !== undefined) stopTimer = clock.after(Math.max(next - clock.now(), 0), wake);
  }

  function wait(poll: Poll): Promise<readonly Received[]> {
    return new Promise((resolve) => {
      const answer = (received: readonly Received[]) => {
        waiting.delete(one);
        stopWaiting();
        poll.signal.removeEventListener('abort', giveUp);
        resolve(received);
      };
      const giveUp = () => answer([]);
      const one: Waiting = { poll, answer };
      const stopWaiting = clock.after(poll.waitMs, giveUp);
      poll.signal.addEventListener('abort', giveUp);
      waiting.add(one);
      wake();
    });
  }

  return {
    async receive(poll) {
      if (poll.signal.aborted) return [];
      const received = take(poll);
      return received.length > 0 || poll.waitMs === 0 ? received : wait(poll);
    },
    wake,
  };
}
