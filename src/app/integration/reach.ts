import type { RulePlace } from '../../domain/diagnosis/obstacle.ts';
import { homeOf } from '../../domain/eventbridge/arn.ts';

/** The account of the credentials in use; undefined if it cannot be read. Must not reject. */
export type CallerAccount = () => Promise<string | undefined>;

/**
 * Tells which rules and destinations can be looked up from here: those in the region of the queue that belong to the
 * account of the queue, or to the account of the credentials. A message can name any ARN; the caller's account is asked
 * for once, and only where an ARN names another account than the queue's.
 */
export class Reach {
  readonly #queueArn: string;
  readonly #callerAccount: CallerAccount;
  #account: Promise<string | undefined> | undefined;

  constructor(queueArn: string, callerAccount: CallerAccount = async () => undefined) {
    this.#queueArn = queueArn;
    this.#callerAccount = callerAccount;
  }

  async placeOf(arn: string): Promise<RulePlace> {
    const home = homeOf(this.#queueArn);
    const own = homeOf(arn);
    if (own === home) return 'here';
    const at = own.lastIndexOf(':');
    if (own.slice(0, at) !== home.slice(0, home.lastIndexOf(':'))) return 'other-region';
    this.#account ??= this.#callerAccount();
    return (await this.#account) === own.slice(at + 1) ? 'here' : 'other-account';
  }
}
