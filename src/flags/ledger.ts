import * as Flags from '@oclif/core/flags';
import { usage } from '../app/failures.ts';
import type { LedgerUse } from '../app/ledger/ledger-use.ts';
import type { UnknownPolicy } from '../domain/redrive/decide-knowing.ts';

/** Which ledger is meant. The same on every command that writes or reads one. */
export const ledgerFlag = Flags.string({
  helpGroup: 'LEDGER',
  helpValue: 'PATH',
  env: 'MOMENTO_EB_LEDGER',
  description: 'file in which runs are written down (default: ledger.db in the data folder of your user)',
});

/** How a redrive uses the ledger, and what it makes of what is unknown there. */
export const ledgerFlags = {
  ledger: ledgerFlag,
  'no-ledger': Flags.boolean({
    helpGroup: 'LEDGER',
    description: 'write nothing down: after a crash, what was sent and not deleted is sent again',
  }),
  'ledger-payloads': Flags.boolean({
    helpGroup: 'LEDGER',
    description: 'also keep events and the values of edits; without it only fingerprints are kept',
  }),
  'resend-unknown': Flags.boolean({
    helpGroup: 'LEDGER',
    description: 'send again whatever an earlier run sent without learning whether it arrived',
  }),
  'hold-unknown': Flags.boolean({
    helpGroup: 'LEDGER',
    description: 'hold all of that; default: send again what sets or deletes an item, hold what publishes to a topic',
  }),
};

/** The ledger flags as oclif parsed them. */
export interface LedgerFlags {
  readonly ledger?: string | undefined;
  readonly 'no-ledger': boolean;
  readonly 'ledger-payloads': boolean;
  readonly 'resend-unknown': boolean;
  readonly 'hold-unknown': boolean;
}

/** Which ledger is meant, if any; throws a usage Failure for contradictions. */
export function ledgerOf(flags: LedgerFlags): LedgerUse {
  if (flags.ledger === '') throw usage('--ledger is empty.', 'Name a file, or leave out --ledger.');
  if (!flags['no-ledger']) return { kind: 'file', path: flags.ledger, payloads: flags['ledger-payloads'] };
  const needsLedger = (['ledger-payloads', 'resend-unknown', 'hold-unknown'] as const).find((name) => flags[name]);
  if (needsLedger !== undefined)
    throw usage(`--${needsLedger} needs the ledger that --no-ledger refuses.`, 'Leave out one of them.');
  return { kind: 'none' };
}

/** What is to become of events whose earlier sending is unknown; throws a usage Failure for a contradiction. */
export function unknownPolicyOf(flags: LedgerFlags): UnknownPolicy {
  const { 'resend-unknown': resend, 'hold-unknown': hold } = flags;
  if (resend && hold) throw usage('--resend-unknown and --hold-unknown contradict each other.', 'Give one of them.');
  return resend ? 'resend' : hold ? 'hold' : 'resend-if-harmless';
}
