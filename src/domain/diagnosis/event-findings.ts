import type { EventEnvelope } from '../eventbridge/event.ts';
import { valueAt } from '../eventbridge/json-path.ts';
import type { Rendering } from '../integration/rendering.ts';
import type { JsonObject } from '../json/json.ts';
import type { MomentoCall } from '../momento/call.ts';
import { type CallFault, faultsOf } from '../momento/call-faults.ts';
import { isDetailType } from '../momento/contract.ts';
import { quote } from '../text/printable.ts';
import type { MomentoAnswer } from './answer-findings.ts';
import type { Finding } from './diagnosis.ts';

/** Most accounts allow no longer ttl (Momento docs, "Limits"); with provisioned storage there is no such bound. */
const USUAL_MAXIMUM_TTL_SECONDS = 86_400;
/** A topic takes so many bytes in most accounts (same page). What is too large for a cache is too large for an event. */
const USUAL_MAXIMUM_TOPIC_BYTES = 4096;

/** The faults of a call, those included that are faults only because Momento's answer agrees. */
export function judgeCall({ call, json }: Rendering, answer: MomentoAnswer | undefined): readonly CallFault[] {
  return call === undefined ? [] : [...faultsOf(call, json), ...ttlTooLong(call, answer)];
}

/** Faults in the event, judged on the request it becomes; an unknown detail-type first, for it explains the others. Without a rendering only the detail-type can be judged. */
export function findInEvent(
  event: EventEnvelope,
  rendering: Rendering | undefined,
  answer: MomentoAnswer | undefined,
): readonly Finding[] {
  const isShown = rendering?.wiring.source === 'deployed' || answer?.httpStatus === 400;
  const findings =
    rendering === undefined
      ? []
      : judgeCall(rendering, answer).map(
          (fault): Finding => ({
            cause: fault.fault,
            confidence: isShown && !readsNull(fault, rendering.json) ? 'certain' : 'likely',
            evidence: fault.at.map(evidenceOf),
          }),
        );
  const isFaultless = rendering?.call !== undefined && findings.length === 0;
  if (isDetailType(event.detailType) || isFaultless) return findings;
  return [
    {
      cause: 'detail-type-unknown',
      confidence: 'certain',
      evidence: [{ field: 'detail-type', quote: quote(event.detailType) }],
    },
    ...findings,
  ];
}

/** Doubts about limits that differ from account to account; they become causes only when the answer agrees. */
export function doubtsAbout(call: MomentoCall | undefined): readonly string[] {
  if (call === undefined) return [];
  const bytes = call.operation === 'topicPublish' ? Buffer.byteLength(call.message?.value ?? '') : 0;
  const doubts: string[] = [];
  if (isTooLong(call)) {
    doubts.push(
      `ttl ${call.ttl?.value} is above ${USUAL_MAXIMUM_TTL_SECONDS} seconds, the usual maximum of an account.`,
    );
  }
  if (bytes > USUAL_MAXIMUM_TOPIC_BYTES) {
    doubts.push(`The message has ${bytes} bytes; a topic usually takes ${USUAL_MAXIMUM_TOPIC_BYTES}.`);
  }
  return doubts;
}

function ttlTooLong(call: MomentoCall, answer: MomentoAnswer | undefined): readonly CallFault[] {
  const aboutTtl = /ttl|time.to.live/i.test(`${answer?.title} ${answer?.description}`);
  if (answer?.httpStatus !== 400 || !aboutTtl || !isTooLong(call)) return [];
  return [{ fault: 'ttl-invalid', at: [{ path: call.ttl?.from ?? 'ttl', value: call.ttl?.value }] }];
}

function isTooLong(call: MomentoCall): boolean {
  return call.operation === 'cacheSet' && Number(call.ttl?.value) > USUAL_MAXIMUM_TTL_SECONDS;
}

/** Whether EventBridge sends a null as text or leaves the parameter out is not documented. */
function readsNull(fault: CallFault, event: JsonObject): boolean {
  return fault.at.some(({ path }) => valueAt(event, path) === null);
}

function evidenceOf(place: { path: string; value: string | undefined }): Finding['evidence'][number] {
  return { field: place.path, quote: place.value === undefined ? 'absent' : quote(place.value) };
}
