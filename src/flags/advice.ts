import { CATALOGUE, type CauseId } from '../domain/diagnosis/catalogue.ts';
import type { RepairId, Why } from '../domain/repair/repair.ts';
import { REPAIRS, repairsFor } from '../domain/repair/repairs.ts';
import { repairFlag } from './repair-flags.ts';

/** Flags that have an event with a cause sent, although they do not repair it. */
const WAYS_BESIDE_REPAIRS: Partial<Record<CauseId, string>> = { 'not-from-a-rule': '--send-to-rule RULE' };

/** Flags that help with a cause although they are not repairs. */
const BESIDE_REPAIRS: Partial<Record<CauseId, string>> = {
  'not-from-a-rule': 'Name that rule with --send-to-rule RULE.',
  'other-target': 'If the host is one of yours, name it with --endpoint-host HOST.',
};

/** The flags that ask for a repair, as one would type them. */
export function repairWords(id: RepairId): string {
  const { flag, value } = repairFlag(id);
  return ['--fix', ...(flag === undefined ? [] : [`--${flag}`]), ...(value === undefined ? [] : [value])].join(' ');
}

/** The flags that have events with this cause sent, each way as one would type it; empty where none is needed or none helps. */
export function waysFor(cause: CauseId): readonly string[] {
  const repairs = new Set(repairsFor(cause).map(repairWords));
  const ways = [...repairs, ...[WAYS_BESIDE_REPAIRS[cause]].filter((way) => way !== undefined)];
  return CATALOGUE[cause].resend === 'after-outside-change' ? [`--resolved ${cause}`, ...ways] : ways;
}

/** The advice for a cause: outside of momento-eb first, then the flags that help. */
export function adviceOf(cause: CauseId): string {
  const { advice, resend } = CATALOGUE[cause];
  const outside =
    resend === 'after-outside-change' ? `${advice.replace(/\.$/, '')}, then rerun with --resolved ${cause}.` : advice;
  const repairs = repairsFor(cause).map((id) => `${repairWords(id)} ${repairFlag(id).advice}`);
  return [
    outside,
    ...(repairs.length === 0 ? [] : [`${repairs.join('; ')}.`]),
    ...[BESIDE_REPAIRS[cause]].filter((text) => text !== undefined),
  ].join(' ');
}

/** The advice for an event that keeps this fault after all allowed repairs; valid for all flags. */
export function adviceOnHeld(cause: CauseId): string {
  const repairs = repairsFor(cause).filter(
    (id) => REPAIRS[id].kind === 'assumed' && repairFlag(id).where !== undefined,
  );
  if (repairs.length === 0) return adviceOf(cause);
  const flags = repairs.map((id) => `${repairWords(id)} ${repairFlag(id).advice}`);
  return `${flags.join(', ')}, ${repairs.map((id) => repairFlag(id).where).at(-1)}`;
}

/** Why a member is edited: the flag that asked for it, the reason, or both. */
export function reasonOf({ asked, reason }: Why): string {
  if (asked === undefined) return reason ?? '';
  const flag = `--${repairFlag(asked.repair).flag}`;
  const words = asked.value === undefined ? flag : `${flag}${asked.repair === 'edit-values' ? ',' : ''} ${asked.value}`;
  return reason === undefined ? words : `${words}: ${reason}`;
}
