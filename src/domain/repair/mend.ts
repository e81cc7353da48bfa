import type { MomentoAnswer } from '../diagnosis/answer-findings.ts';
import type { CauseId } from '../diagnosis/catalogue.ts';
import { judgeCall } from '../diagnosis/event-findings.ts';
import { type Rendering, renderEvent } from '../integration/rendering.ts';
import { changesOnly } from './changes-only.ts';
import { editEvent, type Wish } from './edit-event.ts';
import { REPAIR_IDS, type Repair, type RepairId, type RepairPolicy } from './repair.ts';
import { REPAIRS, repairsFor } from './repairs.ts';

/** One repair can uncover the next (a preferred key_base64 that is padded), but never more often than this. */
const ROUNDS = 8;

/**
 * Repairs what the policy allows, one fault after the other, and adds its edits to those of `start`. `answer` is what
 * Momento said, because limits of an account count only when it agrees.
 */
export function mend(start: Repair, answer: MomentoAnswer | undefined, policy: RepairPolicy): Repair {
  let repair = start;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { rendering } = repair;
    if (rendering?.call === undefined) return repair;
    const faults = judgeCall(rendering, answer);
    const next = apply(
      repair,
      faults.flatMap(({ fault }) => wishesFor(fault, rendering, policy)),
    );
    if (next === repair) {
      return REPAIR_IDS.reduce((all, id) => apply(all, wishesWithoutFault(id, all, policy)), repair);
    }
    repair = next;
  }
  return repair;
}

/** Applies the first wish that changes its own members and nothing else; returns the same repair when none does. */
function apply(repair: Repair, wishes: readonly Wish[]): Repair {
  for (const wish of wishes) {
    const applied = editEvent(repair.event, wish);
    const before = repair.rendering;
    if (applied === undefined || before === undefined) continue;
    const rendering = renderEvent(applied.event, before.wiring);
    const about = wish.members.map((member) => member.about);
    if (changesOnly(about, before, rendering) && wish.provedBy?.(rendering) !== false) {
      return { edits: [...repair.edits, ...applied.edits], event: applied.event, rendering };
    }
  }
  return repair;
}

/** The wishes for one fault, in the order of the kinds of repair. */
function wishesFor(fault: CauseId, rendering: Rendering, policy: RepairPolicy): readonly Wish[] {
  return repairsFor(fault).flatMap((id) => wishes(id, fault, rendering, policy));
}

/** The wishes of the operator that do not depend on a fault. */
function wishesWithoutFault(id: RepairId, { rendering }: Repair, policy: RepairPolicy): readonly Wish[] {
  const { always } = REPAIRS[id];
  return always === undefined || rendering === undefined ? [] : wishes(id, always, rendering, policy);
}

function wishes(id: RepairId, mends: CauseId, rendering: Rendering, policy: RepairPolicy): readonly Wish[] {
  const { kind, changes } = REPAIRS[id];
  return changes(rendering, policy).map((change) => {
    const asked = kind === 'safe' ? undefined : { repair: id, value: change.value };
    return { ...change, kind, asked, mends };
  });
}
