/**
 * Runs several async generators at once and yields their values in the order in which they come. When one throws, or when
 * the consumer leaves early, `onLeave` is called, so that no source begins another step, and the steps under way finish: the
 * code after a request must see its answer. An error is thrown after that. While `mayGoOn` is true, a source takes its next
 * step before the consumer has taken its value; answers that arrive meanwhile are handled first.
 */
export async function* merge<T>(
  sources: readonly AsyncGenerator<T>[],
  onLeave = () => {},
  mayGoOn = () => false,
): AsyncGenerator<T> {
  const pending = new Set<Promise<void>>();
  const done: Step<T>[] = [];
  /** Steps whose source has gone on already. */
  const goneOn = new Set<Step<T>>();
  let wake = () => {};
  let failed: { readonly error: unknown } | undefined;
  let isLeft = false;
  // Promise.race over all pending steps would cost each step as much as there are sources.
  const ask = (source: AsyncGenerator<T>) => {
    const asked = step(source).then((one) => {
      pending.delete(asked);
      done.push(one);
      if (one.outcome.kind === 'failed') failed ??= one.outcome;
      else if (one.outcome.kind === 'value' && failed === undefined && !isLeft && mayGoOn()) {
        goneOn.add(one);
        ask(source);
      }
      wake();
    });
    pending.add(asked);
  };
  sources.forEach(ask);
  try {
    while (pending.size > 0 || done.length > 0) {
      const first = done.shift();
      if (first === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      const { source, outcome } = first;
      if (outcome.kind === 'value') {
        if (goneOn.delete(first)) await turn();
        else if (failed === undefined) ask(source);
        yield outcome.value;
      }
    }
  } finally {
    isLeft = true;
    onLeave();
    await Promise.all(pending);
    await Promise.all(sources.map((source) => source.return(undefined)));
  }
  if (failed) throw failed.error;
}

interface Step<T> {
  readonly source: AsyncGenerator<T>;
  readonly outcome:
    | { readonly kind: 'value'; readonly value: T }
    | { readonly kind: 'done' }
    | { readonly kind: 'failed'; readonly error: unknown };
}

/** Never rejects, so that no rejection of a source goes unhandled. */
async function step<T>(source: AsyncGenerator<T>): Promise<Step<T>> {
  try {
    const next = await source.next();
    return { source, outcome: next.done ? { kind: 'done' } : { kind: 'value', value: next.value } };
  } catch (error) {
    return { source, outcome: { kind: 'failed', error } };
  }
}

/** One turn of the event loop, in which answers that have arrived are handled first. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
