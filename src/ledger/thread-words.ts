import { type ExitStatus, Failure } from '../app/failures.ts';
import type { LedgerPort } from '../app/ports.ts';

/** What the thread of a ledger is started with. */
export interface ThreadSettings {
  readonly path: string;
  readonly version: string;
  readonly payloads: boolean;
}

/** A call of one method of the ledger; `open` answers once the ledger can be used. */
export interface Call {
  readonly id: number;
  readonly method: keyof LedgerPort | 'open';
  readonly args: readonly unknown[];
}

/** What became of a call. An error loses its class on the way between threads, so a Failure is taken apart. */
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

/** The answer for what was thrown. */
export function thrownAnswer(id: number, error: unknown): ThreadAnswer {
  if (!(error instanceof Failure)) return { id, kind: 'defect', error };
  const { exit, code, message, hint } = error;
  return { id, kind: 'failure', exit, code, message, hint };
}

/** What is to be thrown for an answer; undefined for a value. */
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
