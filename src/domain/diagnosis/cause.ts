/**
 * Whether the same event can succeed if it is sent again: as it is; after a repair of the event; after something
 * outside the event has changed (a cache, a credential, a role); never.
 */
export type Resend = 'as-is' | 'after-repair' | 'after-outside-change' | 'never';

/** Where a cause lies, in the order in which causes win: the message, the event, Momento's answer, the way. */
export type CauseGroup = 'message' | 'event' | 'answer' | 'way';

/** One row of the catalogue. The explanation is one sentence; the advice is an imperative that says what to do outside of momento-eb. */
export interface Cause {
  readonly group: CauseGroup;
  readonly title: string;
  readonly explanation: string;
  readonly advice: string;
  readonly resend: Resend;
}
