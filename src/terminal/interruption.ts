/** One Ctrl+C can arrive twice: from the terminal, and from a parent (npm, bin/run.js) that passes it on. */
const SAME_KEYPRESS_MS = 250;
const STOPPING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Aborts on the first SIGINT, SIGTERM or SIGHUP, so that in-flight messages can be released; the second ends the process
 * at once. `release` stops listening.
 */
export function interruption(onFirst: () => void): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  let firstAt = 0;
  const hear = () => {
    const now = performance.now();
    if (controller.signal.aborted && now - firstAt > SAME_KEYPRESS_MS) process.exit(130);
    if (controller.signal.aborted) return;
    firstAt = now;
    controller.abort();
    onFirst();
  };
  for (const name of STOPPING) process.on(name, hear);
  return {
    signal: controller.signal,
    release: () => {
      for (const name of STOPPING) process.off(name, hear);
    },
  };
}
