import type { CauseId } from '../diagnosis/catalogue.ts';
import { CACHE_REPAIRS } from './cache-repairs.ts';
import type { RepairRule } from './edit-event.ts';
import { KEY_REPAIRS } from './key-repairs.ts';
import { MESSAGE_REPAIRS } from './message-repairs.ts';
import { REPAIR_IDS, type RepairId } from './repair.ts';
import { TTL_REPAIRS } from './ttl-repairs.ts';

const LACKING = [
  'key-missing',
  'key-invalid',
  'message-missing',
  'cache-name-missing',
  'topic-name-missing',
  'event-incomplete',
] as const satisfies readonly CauseId[];

/** The operator's values are given to an event before its faults are judged, so they are no changes here. */
const GIVEN = {
  'set-values': { kind: 'assumed', causes: [...LACKING, 'detail-type-unknown'], changes: () => [] },
  'edit-values': { kind: 'assumed', causes: LACKING, changes: () => [] },
} as const satisfies Partial<Record<RepairId, RepairRule>>;

/** All kinds of repair. */
export const REPAIRS: Readonly<Record<RepairId, RepairRule>> = {
  ...KEY_REPAIRS,
  ...TTL_REPAIRS,
  ...MESSAGE_REPAIRS,
  ...CACHE_REPAIRS,
  ...GIVEN,
};

/** The kinds of repair that can remove the cause, in the order in which they are tried. */
export function repairsFor(cause: CauseId): readonly RepairId[] {
  return REPAIR_IDS.filter((id) => REPAIRS[id].causes.includes(cause));
}
