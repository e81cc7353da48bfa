import * as Flags from '@oclif/core/flags';
import { usage } from '../app/failures.ts';
import type { LedgerUse } from '../app/ledger/ledger-use.ts';
import type { UnknownPolicy } from '../domain/redrive/decide-knowing.ts';
import type { ChosenPath } from '../domain/secrets/chosen.ts';

/** The flag that names the ledger. The same on every command that writes or reads one. */
export const ledgerFlag = Flags.string({
  helpGroup: 'LEDGER',
  helpValue: 'PATH',
  env: 'MOMENTO_EB_LEDGER',
  description: 'file that records runs (default: ledger.db in the data directory of your user)',
});

/** The flags for the use of the ledger in a redrive, and for events whose outcome is unknown there. */
export const ledgerFlags = {
  ledger: ledgerFlag,
  'no-ledger': Flags.boolean({
    helpGroup: 'LEDGER',
    description: 'record nothing: after a crash, the next run sends again what was sent and not deleted',
  }),
  'ledger-payloads': Flags.boolean({
    helpGroup: 'LEDGER',
    description: 'also record events and the values of edits; default: only fingerprints',
  }),
  'resend-unknown': Flags.boolean({
    helpGroup: 'LEDGER',
    description: 'resend every event that an earlier run sent without getting an answer',
  }),
  'hold-unknown': Flags.boolean({
    helpGroup: 'LEDGER',
    description:
      'hold all of them; default: resend events that set or delete an item, hold events that publish to a topic',
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

/** The ledger that the flags name, if any, and the members masked in it; throws a usage Failure for contradictions. */
export function ledgerOf(flags: LedgerFlags, chosen: readonly ChosenPath[] = []): LedgerUse {
  if (flags.ledger === '') throw usage('--ledger is empty.', 'Name a file, or leave out --ledger.');
  const payloads = flags['ledger-payloads'];
  if (!flags['no-ledger']) return { kind: 'file', path: flags.ledger, payloads, chosen };
  const needsLedger = (['ledger-payloads', 'resend-unknown', 'hold-unknown'] as const).find((name) => flags[name]);
  if (needsLedger !== undefined)
    throw usage(`--${needsLedger} needs a ledger, and --no-ledger turns it off.`, 'Leave out one of them.');
  return { kind: 'none' };
}

/** The policy for events whose outcome in an earlier run is unknown; throws a usage Failure for a contradiction. */
export function unknownPolicyOf(flags: LedgerFlags): UnknownPolicy {
  const { 'resend-unknown': resend, 'hold-unknown': hold } = flags;
  if (resend && hold) throw usage('--resend-unknown and --hold-unknown contradict each other.', 'Give one of them.');
  return resend ? 'resend' : hold ? 'hold' : 'resend-if-harmless';
}
