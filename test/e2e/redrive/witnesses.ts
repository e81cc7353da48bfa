import type { EventRecord } from '../../../src/sandbox/journal.ts';
import type { MessageRecord } from '../../../src/sandbox/sqs/messages/message-records.ts';
import type { WholeSandbox } from '../../../src/sandbox/whole-sandbox.ts';

/** One element of `entries` of `dlq redrive --json`, as far as tests read it. */
export interface Told {
  readonly messageId: string;
  readonly verdict: string;
  readonly outcome: string;
  readonly reason: string | null;
  readonly edits: readonly unknown[];
  readonly eventId: string | null;
  readonly newEventId: string | null;
  readonly errorCode: string | null;
}

/** The document of `dlq redrive --json`, as far as tests read it. */
export interface ToldRun {
  readonly entries: readonly Told[];
  readonly received: number;
  readonly selected: number;
  readonly sent: number;
  readonly repaired: number;
  readonly removed: number;
  readonly sentNotRemoved: number;
  readonly held: number;
  readonly failed: number;
  readonly unknown: number;
  readonly left: number;
  readonly unseen: number;
  readonly notHandedBack: number;
  readonly interrupted: boolean;
  readonly error?: { readonly code: string; readonly exit: number };
}

/** The sandbox's own account, which knows nothing of what momento-eb says. */
export function witnesses(sandbox: WholeSandbox) {
  const ask = async <T>(path: string, body?: unknown): Promise<T> => {
    const post = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    return (await (await fetch(`${sandbox.url}/_sandbox/${path}`, post)).json()) as T;
  };
  return {
    ask,
    /** Every message that ever was in the queue, with its body. */
    messages: async () => (await ask<{ messages: readonly MessageRecord[] }>('messages?body')).messages,
    /** Every event that a bus accepted, oldest first, once all deliveries are done. */
    events: async () => {
      await ask('idle');
      return ask<readonly EventRecord[]>('events');
    },
    requests: () => ask<Readonly<Record<string, number>>>('requests'),
    faults: (seed: number, ...rules: readonly object[]) => ask('faults', { seed, rules }),
  };
}

export type Witnesses = ReturnType<typeof witnesses>;
