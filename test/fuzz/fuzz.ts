import type { ReceivedMessage } from '../../src/domain/dead-letter/message.ts';
import { check, type Fault } from './check.ts';
import { letterOf } from './letters.ts';
import { shrunk } from './shrink.ts';

/** Which messages are made and how long it may take. */
export interface FuzzRun {
  readonly seed: number;
  /** The index of the first message, and how far it is from each to the next. */
  readonly from: number;
  readonly step: number;
  readonly count: number;
  /** Ends after so many milliseconds, whatever the count. */
  readonly milliseconds: number;
}

/** The first message with which something was wrong. */
export interface Finding extends Fault {
  readonly seed: number;
  readonly index: number;
  /** What is left of the message, with the same fault. */
  readonly message: ReceivedMessage;
}

export interface FuzzEnd {
  readonly checked: number;
  readonly milliseconds: number;
  readonly finding: Finding | undefined;
}

/** Drives messages through decode, diagnose, decide and all presenters, and ends with the first that breaks a promise. */
export function fuzz({ seed, from, step, count, milliseconds }: FuzzRun, progress: (checked: number) => void): FuzzEnd {
  const start = performance.now();
  let checked = 0;
  let finding: Finding | undefined;
  while (checked < count && finding === undefined && performance.now() - start < milliseconds) {
    finding = tried(seed, from + checked * step);
    checked += 1;
    progress(checked);
  }
  return { checked, milliseconds: performance.now() - start, finding };
}

function tried(seed: number, index: number): Finding | undefined {
  const { message, needles, piece } = letterOf(seed, index);
  if (check(message, needles, index, () => performance.now()) === undefined) return undefined;
  // In the processor's time, because other work on the machine makes nothing slow.
  const again = (smaller: ReceivedMessage) => check(smaller, needles, index, processorTime);
  const fault = again(message);
  if (fault === undefined) return undefined;
  const smallest = shrunk(message, (smaller) => holds(smaller, piece) && again(smaller)?.broken === fault.broken);
  return { seed, index, message: smallest, ...(again(smallest) ?? fault) };
}

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function holds({ body, attributes }: ReceivedMessage, piece: string): boolean {
  return body.includes(piece) || Object.values(attributes).some(({ text }) => text?.includes(piece));
}
