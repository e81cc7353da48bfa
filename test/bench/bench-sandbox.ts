import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { fillQueue, type LetterKind } from '../support/fakes/filled-queue.ts';

const SERVER = fileURLToPath(new URL('./server.ts', import.meta.url));

/** All of them can be redriven with `--fix` alone. */
const KINDS: readonly LetterKind[] = ['set', 'set-with-two-keys', 'delete', 'publish'];

/** How many requests of an operation there were, and when; milliseconds since the epoch. */
export interface Times {
  readonly count: number;
  readonly first: number;
  readonly last: number;
  /** The one with which everything had been received, at ten messages a receive. */
  readonly nth: number;
}

/** A sandbox that is spoken to over its controls only. */
export interface BenchSandbox {
  readonly url: string;
  readonly queueUrl: string;
  /** By operation, the filling not counted. */
  times(): Promise<ReadonlyMap<string, Times>>;
  /** How many events the bus has accepted. */
  delivered(): Promise<number>;
  /** Lets requests of that operation stand still; the answer waits for the first and tells when it came. */
  halt(operation: string): Promise<() => Promise<number>>;
  /** What stands still never comes through. */
  drop(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts one, puts so many dead letters into its queue, and then makes every call take that long. */
export async function benchSandbox(letters: number, millisecondsACall: number): Promise<BenchSandbox> {
  const child = spawn(process.execPath, [SERVER], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { url, queueUrl } = JSON.parse(line) as { url: string; queueUrl: string };
  const ask = async <T>(path: string, body?: unknown): Promise<T> => {
    const post = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    return (await (await fetch(`${url}/_sandbox/${path}`, post)).json()) as T;
  };
  await fillQueue(
    url,
    queueUrl,
    Array.from({ length: letters }, (_, at) => KINDS[at % KINDS.length] as LetterKind),
  );
  const slow = { operation: '*', kind: 'latency', probability: 1, milliseconds: millisecondsACall };
  await ask('faults', { rules: millisecondsACall > 0 ? [slow] : [] });
  // What filling asks is not counted.
  const before = await ask<Record<string, number>>('requests');
  const times = async () => {
    const all = Object.entries(await ask<Record<string, Times>>(`requests?times=${Math.ceil(letters / 10)}`));
    const own = all.map(([name, { count, ...at }]) => [name, { count: count - (before[name] ?? 0), ...at }] as const);
    return new Map(own.filter(([, { count }]) => count > 0));
  };
  return {
    url,
    queueUrl,
    times,
    delivered: async () => (await ask<{ counted: number }>('deliveries')).counted,
    async halt(operation) {
      await ask('faults', { rules: [{ operation, kind: 'halt-on-arrival', probability: 1 }] });
      return async () => {
        await ask('halted');
        return Date.now();
      };
    },
    async drop() {
      await ask('faults', { rules: [] });
      await ask('release', { drop: true });
    },
    async stop() {
      child.stdin.end();
      await once(child, 'close');
    },
  };
}
