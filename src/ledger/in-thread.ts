import { Worker } from 'node:worker_threads';
import type { LedgerPort } from '../app/ports.ts';
import { failedDuring } from './failures.ts';
import { type Call, inOneList, type ThreadAnswer, type ThreadSettings, thrownBy } from './thread-protocol.ts';

interface Pending {
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A ledger in a thread of its own, so that no request waits for the disk. `script` is `thread.ts`, or its bundle. Rejects like
 * `openLedger`, and once `abandoned` is aborted while it opens; when the thread ends by itself, every open call rejects with
 * a Failure.
 */
export async function openLedgerInThread(
  script: URL,
  settings: ThreadSettings,
  abandoned?: AbortSignal,
): Promise<LedgerPort> {
  const thread = new Worker(script, { workerData: settings });
  const pending = new Map<number, Pending>();
  const send = inOneList<Call>((calls) => thread.postMessage(calls));
  let last = 0;
  let ended: unknown;
  const end = (error: unknown) => {
    ended ??= error;
    for (const { reject } of pending.values()) reject(ended);
    pending.clear();
  };
  thread.on('message', (answers: readonly ThreadAnswer[]) => {
    for (const answer of answers) {
      const call = pending.get(answer.id);
      pending.delete(answer.id);
      if (answer.kind === 'value') call?.resolve(answer.value as never);
      else call?.reject(thrownBy(answer));
    }
    // Only an open call keeps the process alive.
    if (pending.size === 0) thread.unref();
  });
  for (const event of ['error', 'messageerror']) thread.on(event, (error) => end(failedDuring(settings.path, error)));
  thread.on('exit', () => end(failedDuring(settings.path, new Error('its thread has ended'))));
  const ask = <Value>(method: Call['method'], ...args: readonly unknown[]): Promise<Value> => {
    if (ended !== undefined) return Promise.reject(ended);
    last += 1;
    const id = last;
    if (pending.size === 0) thread.ref();
    send({ id, method, args });
    return new Promise<Value>((resolve, reject) => {
      pending.set(id, { resolve, reject });
    });
  };
  const stop = () => thread.terminate().then(() => {});
  // A locked ledger is tried for seconds, which the process must not wait for when it has nothing to write.
  abandoned?.addEventListener('abort', stop);
  try {
    await ask<void>('open');
  } catch (error) {
    await stop();
    throw error;
  } finally {
    abandoned?.removeEventListener('abort', stop);
  }
  return {
    priorAttempts: (queueArn, messages) => ask('priorAttempts', queueArn, messages),
    begin: (head) => ask('begin', head),
    intend: (attempts) => ask('intend', attempts),
    settle: (outcomes) => ask('settle', outcomes),
    removed: (messageIds) => ask('removed', messageIds),
    end: (runEnd) => ask<void>('end', runEnd).finally(stop),
  };
}
