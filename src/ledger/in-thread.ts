import { Worker } from 'node:worker_threads';
import type { LedgerPort } from '../app/ports.ts';
import { failedDuring } from './failures.ts';
import { type Call, type ThreadAnswer, type ThreadSettings, thrownBy } from './thread-words.ts';
import { together } from './together.ts';

interface Pending {
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A ledger in a thread of its own, so that waiting for the disk holds up no request. `script` is `thread.ts`, or what was
 * made of it. Rejects like `openLedger`; when the thread ends by itself, whatever was asked rejects with a Failure.
 */
export async function openLedgerInThread(script: URL, settings: ThreadSettings): Promise<LedgerPort> {
  const thread = new Worker(script, { workerData: settings });
  const pending = new Map<number, Pending>();
  const send = together<Call>((calls) => thread.postMessage(calls));
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
    // Only what is asked keeps the process alive.
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
  await ask<void>('open').catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    recall: (queueArn, messages) => ask('recall', queueArn, messages),
    begin: (head) => ask('begin', head),
    intend: (attempts) => ask('intend', attempts),
    settle: (outcomes) => ask('settle', outcomes),
    removed: (messageIds) => ask('removed', messageIds),
    end: (runEnd) => ask<void>('end', runEnd).finally(stop),
  };
}
