import type { Entry } from './entry.ts';

/** The answer of the bus to one request. Results are in the order of the entries. */
export type BusAnswer =
  | { readonly kind: 'answered'; readonly results: readonly EntryResult[] }
  /** The whole request was refused: nothing of it was accepted. */
  | { readonly kind: 'refused'; readonly code: string; readonly message: string; readonly retryable: boolean }
  /** The request did not leave, because `mayLeave` forbade it: nothing of it was accepted. */
  | { readonly kind: 'not-sent' }
  /** The answer never came or is unusable: the entries may have been accepted or not. */
  | { readonly kind: 'lost'; readonly reason: string };

export interface EntryResult {
  readonly eventId: string | undefined;
  readonly errorCode: string | undefined;
  readonly errorMessage: string | undefined;
}

/** The answer for one entry. `retry`: certainly not accepted, and asking again may help. */
export type Settlement =
  | { readonly kind: 'accepted'; readonly entry: Entry; readonly newEventId: string }
  | Refusal<'retry'>
  | Refusal<'refused'>
  | { readonly kind: 'unknown'; readonly entry: Entry; readonly reason: string };

interface Refusal<Kind> {
  readonly kind: Kind;
  readonly entry: Entry;
  readonly code: string;
  readonly message: string;
}

/** API reference, "PutEventsResultEntry": InternalFailure and ThrottlingException may be retried; InternalException is the API's own name for the first. */
const RETRYABLE: ReadonlySet<string> = new Set(['InternalFailure', 'InternalException', 'ThrottlingException']);

/**
 * Pairs every entry with the bus's answer, each exactly once. An answer with another number of results than entries
 * cannot be paired, so all its entries are unknown.
 */
export function settle(entries: readonly Entry[], answer: BusAnswer): readonly Settlement[] {
  switch (answer.kind) {
    case 'lost':
      return entries.map((entry) => ({ kind: 'unknown', entry, reason: answer.reason }));
    case 'not-sent':
      return entries.map((entry) => refusal(entry, 'NotSent', 'its deadline passed before the request was sent', true));
    case 'refused':
      return entries.map((entry) => refusal(entry, answer.code, answer.message, answer.retryable));
    case 'answered': {
      if (answer.results.length !== entries.length) {
        const reason = `${answer.results.length} results for ${entries.length} entries`;
        return entries.map((entry) => ({ kind: 'unknown', entry, reason }));
      }
      return entries.map((entry, at) => settleOne(entry, answer.results[at] as EntryResult));
    }
  }
}

function settleOne(entry: Entry, result: EntryResult): Settlement {
  const { errorCode, eventId } = result;
  if (errorCode) return refusal(entry, errorCode, result.errorMessage ?? '', RETRYABLE.has(errorCode));
  if (eventId) return { kind: 'accepted', entry, newEventId: eventId };
  return { kind: 'unknown', entry, reason: 'a result with neither an event id nor an error code' };
}

function refusal(entry: Entry, code: string, message: string, retryable: boolean): Settlement {
  return { kind: retryable ? 'retry' : 'refused', entry, code, message };
}

const THROTTLED = /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|BandwidthLimit/i;

/** Does an error code of AWS mean "slower"? */
export function isThrottled(code: string): boolean {
  return THROTTLED.test(code);
}
