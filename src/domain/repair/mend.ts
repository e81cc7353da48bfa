import type { MomentoAnswer } from '../diagnosis/answer-findings.ts';
import { judgeCall } from '../diagnosis/event-findings.ts';
import { type Rendering, renderEvent } from '../integration/rendering.ts';
import type { MomentoCall } from '../momento/call.ts';
import type { CallFault } from '../momento/call-faults.ts';
import { changesOnly } from './changes-only.ts';
import { type Change, editEvent, type Wish } from './edit-event.ts';
import { asBase64url, asText, oneKey } from './key-changes.ts';
import { escaped } from './message-changes.ts';
import type { Repair, RepairPolicy } from './repair.ts';
import { cappedTtl, givenTtl } from './ttl-changes.ts';

/** One repair can uncover the next (a preferred key_base64 that is padded), but never more often than this. */
const ROUNDS = 8;

/**
 * Mends what can be mended under the policy, one fault after the other, and says what it changed besides what was changed
 * before. `answer` is what Momento said, because limits of an account count only when it agrees.
 */
export function mend(start: Repair, answer: MomentoAnswer | undefined, policy: RepairPolicy): Repair {
  let repair = start;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { rendering } = repair;
    if (rendering?.call === undefined) return repair;
    const next = apply(
      repair,
      judgeCall(rendering, answer).flatMap((fault) =>
        changesFor(fault, rendering, policy).map((change) => ({ ...change, mends: fault.fault })),
      ),
    );
    if (next === repair) return WITHOUT_FAULT.reduce((all, wish) => apply(all, wish(all, policy)), repair);
    repair = next;
  }
  return repair;
}

/** Applies the first wish that changes what it is about and nothing else; the same repair comes back when none does. */
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

function changesFor({ fault }: CallFault, rendering: Rendering, policy: RepairPolicy): readonly Change[] {
  switch (fault) {
    case 'key-conflict':
      return oneKey(rendering, policy);
    case 'key-base64-invalid':
      return [...asBase64url(rendering), ...asText(rendering, policy)];
    case 'ttl-missing':
      return givenTtl(rendering, policy);
    case 'ttl-invalid':
      return [...cappedTtl(rendering, policy), ...givenTtl(rendering, policy)];
    case 'message-unrenderable':
      return escaped(rendering, policy);
    case 'key-missing':
    case 'key-invalid':
    case 'message-missing':
    case 'cache-name-missing':
    case 'topic-name-missing':
      return [];
  }
}

/** What a flag asks for although no fault is known, once those that are known are mended. */
const WITHOUT_FAULT: readonly ((repair: Repair, policy: RepairPolicy) => readonly Wish[])[] = [
  ({ rendering }, policy) =>
    rendering === undefined ? [] : cappedTtl(rendering, policy).map((change) => ({ ...change, mends: 'ttl-invalid' })),
  ({ rendering }, policy) => mappedCache(rendering?.call, policy),
];

function mappedCache(call: MomentoCall | undefined, policy: RepairPolicy): readonly Wish[] {
  const { value, from } = call?.cacheName ?? {};
  const mapped = value === undefined ? undefined : policy.mapCache.get(value);
  if (mapped === undefined || from === undefined) return [];
  const reason = `--map-cache ${value}=${mapped}`;
  const members = [{ about: 'cacheName', path: from, json: JSON.stringify(mapped) }] as const;
  return [{ members, reason, kind: 'assumed', mends: 'cache-not-found' }];
}
