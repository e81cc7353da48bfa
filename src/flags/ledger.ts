import * as Flags from '@oclif/core/flags';
import { usage } from '../app/failures.ts';
import type { LedgerUse } from '../app/ledger/ledger-use.ts';
import type { UnknownPolicy } from '../domain/redrive/decide-knowing.ts';

/** The ledger. The same on every command that writes or reads one. */
export const ledgerFlag = Flags.string({
  helpGroup: 'LEDGER',
  helpValue: 'PATH',
  env: 'MOMENTO_EB_LEDGER',
  description: 'file that records runs (default: ledger.db in the data folder of your user)',
});

/** How a redrive uses the ledger, and what it does with events whose outcome is unknown there. */
export const ledgerFlags = {
  ledger: ledgerFlag,
  'no-ledger': Flags.boolean({
    helpGroup: 'LEDGER',
    description: 'record nothing: after a crash, events that were sent and not deleted are sent again',
  }),
  'ledger-payloads': Flags.boolean({
    helpGroup: 'LEDGER',
    description: 'also record events and the values of edits; by default only fingerprints are recorded',
  }),
  'resend-unknown': Flags.boolean({
    helpGroup: 'LEDGER',
    description: 'resend events that an earlier run sent without getting an answer',
  }),
  'hold-unknown': Flags.boolean({
    helpGroup: 'LEDGER',
    description:
      'hold all of these; default: resend those that set or delete an item, hold those that publish to a topic',
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
    throw usage(`--${needsLedger} needs a ledger, and --no-ledger turns it off.`, 'Leave out one of them.');
  return { kind: 'none' };
}

/** What to do with events whose outcome is unknown; throws a usage Failure for a contradiction. */
export function unknownPolicyOf(flags: LedgerFlags): UnknownPolicy {
  const { 'resend-unknown': resend, 'hold-unknown': hold } = flags;
  if (resend && hold) throw usage('--resend-unknown and --hold-unknown contradict each other.', 'Give one of them.');
  return resend ? 'resend' : hold ? 'hold' : 'resend-if-harmless';
}
