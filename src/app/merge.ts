/**
 * Runs several async generators at once and yields what any of them yields, as it comes. When one throws, the others
 * are read to their end first (their work must not be cut in the middle), then the error is thrown.
 */
export async function* merge<T>(sources: readonly AsyncGenerator<T>[]): AsyncGenerator<T> {
  const pending = new Map<AsyncGenerator<T>, Promise<Step<T>>>();
  const ask = (source: AsyncGenerator<T>) => pending.set(source, step(source));
  sources.forEach(ask);
  let failed: { readonly error: unknown } | undefined;
  while (pending.size > 0) {
    const { source, outcome } = await Promise.race(pending.values());
    pending.delete(source);
    if (outcome.kind === 'failed') {
      failed ??= outcome;
    } else if (outcome.kind === 'value') {
      ask(source);
      yield outcome.value;
    }
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

async function step<T>(source: AsyncGenerator<T>): Promise<Step<T>> {
  try {
    const next = await source.next();
    return { source, outcome: next.done ? { kind: 'done' } : { kind: 'value', value: next.value } };
  } catch (error) {
    return { source, outcome: { kind: 'failed', error } };
  }
}
