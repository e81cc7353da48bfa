import { type ExitStatus, Failure } from '../app/failures.ts';
import type { LedgerPort } from '../app/ports.ts';
import type { ChosenPath } from '../domain/secrets/chosen.ts';

/** The settings with which the thread of a ledger starts. */
export interface ThreadSettings {
  readonly path: string;
  readonly version: string;
  readonly payloads: boolean;
  readonly chosen?: readonly ChosenPath[];
}

/** A call of one method of the ledger. `open` answers once the ledger can be used. */
export interface Call {
  readonly id: number;
  readonly method: keyof LedgerPort | 'open';
  readonly args: readonly unknown[];
}

/** The answer to a call. An error loses its class between threads, so a Failure is sent as its parts. */
export type ThreadAnswer =
  | { readonly id: number; readonly kind: 'value'; readonly value: unknown }
  | {
      readonly id: number;
      readonly kind: 'failure';
      readonly exit: ExitStatus;
      readonly code: string;
      readonly message: string;
      readonly hint: string;
    }
  | { readonly id: number; readonly kind: 'defect'; readonly error: unknown };

/** The answer for a thrown value. */
export function thrownAnswer(id: number, error: unknown): ThreadAnswer {
  if (!(error instanceof Failure)) return { id, kind: 'defect', error };
  const { exit, code, message, hint } = error;
  return { id, kind: 'failure', exit, code, message, hint };
}

/** The value to throw for an answer; undefined for a value. */
export function thrownBy(answer: ThreadAnswer): unknown {
  switch (answer.kind) {
    case 'value':
      return undefined;
    case 'failure':
      return new Failure(answer.exit, answer.code, answer.message, answer.hint);
    case 'defect':
      return answer.error;
  }
}
/**
 * Answers a function that passes items on in lists: all items of one turn of the event loop go in one list, in their order,
 * because waking another thread costs more than one item more.
 */
export function inOneList<T>(send: (items: readonly T[]) => void): (item: T) => void {
  let waiting: T[] = [];
  return (item) => {
    if (waiting.length === 0) {
      setImmediate(() => {
        const items = waiting;
        waiting = [];
        send(items);
      });
    }
    waiting.push(item);
  };
}
