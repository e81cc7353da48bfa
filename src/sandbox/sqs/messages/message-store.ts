import type { SandboxClock } from '../../time/clock.ts';
import { createDeadlines } from '../../time/deadlines.ts';
import type { MessageState, StoredMessage } from './message.ts';
import { createWaitingLine } from './waiting-line.ts';

/** How many messages are where. */
export interface MessageCounts {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

/**
 * The messages of one queue. Nothing here costs more than O(log n) a message. Time is looked at when the store is
 * asked: a visibility timeout or a retention that has passed takes effect then.
 */
export interface MessageStore {
  add(message: StoredMessage, delayMs: number): void;
  find(id: string): StoredMessage | undefined;
  /** Takes the first visible message; the caller must hide or remove it. */
  takeVisible(): StoredMessage | undefined;
  /** Makes a message that lives here invisible for so long; 0 makes it visible at once. */
  hide(message: StoredMessage, milliseconds: number): void;
  remove(message: StoredMessage, end: Extract<MessageState, 'deleted' | 'moved'>): void;
  purge(): void;
  counts(): MessageCounts;
  /** SentTimestamp of the oldest message that is here. */
  oldestSentAt(): number | undefined;
  /** When the next hidden message becomes visible, if none of them is touched. */
  nextVisibleAt(): number | undefined;
  /** Every message that ever was here, in the order of arrival. */
  history(): readonly StoredMessage[];
}

/** An empty store. `retentionMs` is asked each time, for it can be changed. */
export function createMessageStore(clock: SandboxClock, retentionMs: () => number): MessageStore {
  const live = new Map<string, StoredMessage>();
  const history: StoredMessage[] = [];
  const line = createWaitingLine<StoredMessage>();
  const hidden = createDeadlines<StoredMessage>();
  const aging = createDeadlines<StoredMessage>();
  const counts = { visible: 0, 'in-flight': 0, delayed: 0 };

  function unplace(message: StoredMessage): void {
    if (message.place !== undefined) line.leave(message.place);
    if (message.hidden !== undefined) hidden.cancel(message.hidden);
    delete message.place;
    delete message.hidden;
  }

  function enter(message: StoredMessage, state: keyof typeof counts): void {
    leaveState(message);
    message.state = state;
    counts[state] += 1;
  }

  function leaveState(message: StoredMessage): void {
    if (message.state in counts) counts[message.state as keyof typeof counts] -= 1;
  }

  function show(message: StoredMessage): void {
    unplace(message);
    enter(message, 'visible');
    message.place = line.join(message);
  }

  function conceal(message: StoredMessage, state: 'in-flight' | 'delayed', milliseconds: number): void {
    unplace(message);
    enter(message, state);
    message.hidden = hidden.add(clock.now() + milliseconds, message);
  }

  function end(message: StoredMessage, state: MessageState): void {
    unplace(message);
    leaveState(message);
    message.state = state;
    if (message.aging !== undefined) aging.cancel(message.aging);
    live.delete(message.id);
  }

  function letTimePass(): void {
    const now = clock.now();
    for (let due = hidden.takeDue(now); due !== undefined; due = hidden.takeDue(now)) show(due.item);
    const oldest = now - retentionMs();
    for (let due = aging.takeDue(oldest); due !== undefined; due = aging.takeDue(oldest)) end(due.item, 'expired');
  }

  return {
    add(message, delayMs) {
      live.set(message.id, message);
      history.push(message);
      message.aging = aging.add(message.sentAt, message);
      counts[message.state as keyof typeof counts] += 1;
      if (delayMs > 0) conceal(message, 'delayed', delayMs);
      else show(message);
    },
    find(id) {
      letTimePass();
      return live.get(id);
    },
    takeVisible() {
      letTimePass();
      return line.serve();
    },
    hide(message, milliseconds) {
      if (milliseconds > 0) conceal(message, 'in-flight', milliseconds);
      else show(message);
    },
    remove: end,
    purge() {
      letTimePass();
      for (const message of live.values()) end(message, 'purged');
    },
    counts() {
      letTimePass();
      return { visible: counts.visible, inFlight: counts['in-flight'], delayed: counts.delayed };
    },
    oldestSentAt() {
      letTimePass();
      return aging.next()?.at;
    },
    nextVisibleAt: () => hidden.next()?.at,
    history() {
      letTimePass();
      return history;
    },
  };
}
