import type { Answer } from '../diagnosis/answer-findings.ts';
import { judgeCall } from '../diagnosis/event-findings.ts';
import { valueAt } from '../eventbridge/json-path.ts';
import { type Rendering, renderEvent } from '../integration/rendering.ts';
import { bytesOfBase64, toBase64url } from '../momento/base64.ts';
import type { MomentoCall } from '../momento/call.ts';
import type { CallFault } from '../momento/call-faults.ts';
import { changesOnly } from './changes-only.ts';
import { type Change, editEvent, type Wish } from './edit-event.ts';
import type { Repair, RepairPolicy } from './repair.ts';

/** One repair can uncover the next (a preferred key_base64 that is padded), but never more often than this. */
const ROUNDS = 8;

/**
 * Mends what can be mended under the policy, one fault after the other, and says what it changed besides what was changed
 * before. `answer` is what Momento said, because limits of an account count only when it agrees.
 */
export function mend(start: Repair, answer: Answer | undefined, policy: RepairPolicy): Repair {
  let repair = start;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { rendering } = repair;
    const call = rendering?.call;
    if (rendering === undefined || call === undefined) return repair;
    const next = apply(
      repair,
      judgeCall(rendering, answer).flatMap((fault) =>
        changesFor(fault, call, rendering, policy).map((change) => ({ ...change, mends: fault.fault })),
      ),
    );
    if (next === repair) return apply(repair, mappedCache(call, policy));
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
    if (changesOnly([wish.about], before, rendering)) {
      return { edits: [...repair.edits, applied.edit], event: applied.event, rendering };
    }
  }
  return repair;
}

function changesFor(
  fault: CallFault,
  call: MomentoCall,
  rendering: Rendering,
  policy: RepairPolicy,
): readonly Change[] {
  switch (fault.fault) {
    case 'key-conflict':
      return oneKey(call, rendering, policy);
    case 'key-base64-invalid':
      return asBase64url(call);
    case 'ttl-missing':
    case 'ttl-invalid':
      return givenTtl(call, policy);
    case 'key-missing':
    case 'key-invalid':
    case 'message-missing':
    case 'message-unrenderable':
    case 'cache-name-missing':
    case 'topic-name-missing':
      return [];
  }
}

function oneKey({ key, keyBase64 }: MomentoCall, rendering: Rendering, policy: RepairPolicy): readonly Change[] {
  if (key?.value === undefined || keyBase64?.value === undefined) return [];
  const bytes = bytesOfBase64(keyBase64.value);
  const without = (about: 'key' | 'keyBase64', reason: string, kind: Change['kind']): Change => ({
    about,
    path: about === 'key' ? key.from : keyBase64.from,
    json: undefined,
    reason,
    kind,
  });
  if (isPlainText(rendering, key.from) && bytes?.equals(Buffer.from(key.value, 'utf8'))) {
    return [without('keyBase64', 'key and key_base64 are the same bytes; key is kept', 'safe')];
  }
  if (policy.prefer === undefined) return [];
  const dropped = policy.prefer === 'key' ? 'keyBase64' : 'key';
  return [without(dropped, `the keys differ; --prefer ${policy.prefer} keeps that one`, 'assumed')];
}

/** Only of a text are the bytes certain: how EventBridge spells a number or half a surrogate pair is not documented. */
function isPlainText({ json }: Rendering, path: string): boolean {
  const value = valueAt(json, path);
  return typeof value === 'string' && value.isWellFormed();
}

function asBase64url({ keyBase64 }: MomentoCall): readonly Change[] {
  const bytes = keyBase64?.value === undefined ? undefined : bytesOfBase64(keyBase64.value);
  if (keyBase64 === undefined || bytes === undefined || bytes.length === 0) return [];
  const json = JSON.stringify(toBase64url(bytes));
  const reason = 'the same bytes as unpadded base64url';
  return [{ about: 'keyBase64', path: keyBase64.from, json, reason, kind: 'safe' }];
}

function givenTtl({ ttl }: MomentoCall, policy: RepairPolicy): readonly Change[] {
  if (policy.ttlSeconds === undefined || ttl === undefined) return [];
  const reason = `--ttl ${policy.ttlSeconds}`;
  return [{ about: 'ttl', path: ttl.from, json: String(policy.ttlSeconds), reason, kind: 'assumed' }];
}

function mappedCache({ cacheName }: MomentoCall, policy: RepairPolicy): readonly Wish[] {
  const mapped = cacheName.value === undefined ? undefined : policy.mapCache.get(cacheName.value);
  if (mapped === undefined) return [];
  const reason = `--map-cache ${cacheName.value}=${mapped}`;
  const change: Change = {
    about: 'cacheName',
    path: cacheName.from,
    json: JSON.stringify(mapped),
    reason,
    kind: 'assumed',
  };
  return [{ ...change, mends: 'cache-not-found' }];
}
