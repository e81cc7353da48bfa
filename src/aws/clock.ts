import type { Clock } from '../app/ports.ts';

/** The machine's clock. */
export const machineClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  pause: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      signal.addEventListener('abort', end);
    }),
};
