/**
 * Whether the same event can succeed if it is sent again: as it is; after a repair of the event; after something
 * outside the event has changed (a cache, a credential, a role); never.
 */
export type Resend = 'as-is' | 'after-repair' | 'after-outside-change' | 'never';

/**
 * Who must act before the event can be delivered. `nobody`: sending it again is enough; `application`: whoever sends the
 * events; `administrator`: whoever looks after the Momento account or the AWS resources of the integration; `other-team`:
 * the message is not of this integration.
 */
export type Owner = 'nobody' | 'application' | 'administrator' | 'other-team';

/** Where a cause lies, in the order in which causes win: the message, the event, Momento's answer, the way. */
export type CauseGroup = 'message' | 'event' | 'answer' | 'way';

/** One row of the catalogue. The explanation is one sentence; the advice is an imperative that says what to do outside of momento-eb. */
export interface Cause {
  readonly group: CauseGroup;
  readonly title: string;
  readonly explanation: string;
  readonly advice: string;
  readonly resend: Resend;
  /** `nobody` exactly where `resend` is `as-is`. */
  readonly owner: Owner;
  /** Every later event fails in the same way, or the data is soon gone, until the owner acts. */
  readonly urgent?: true;
}
