import { type EventEnvelope, envelopeJson } from '../eventbridge/event.ts';
import { type RenderedRequest, renderRequest } from '../eventbridge/http-request.ts';
import { valueAt } from '../eventbridge/json-path.ts';
import { type RenderedInput, renderInput } from '../eventbridge/target-input.ts';
import type { Wiring } from '../integration/wiring.ts';
import type { JsonObject } from '../json/json.ts';
import { jsonText } from '../json/json-text.ts';
import { callOf, type MomentoCall } from '../momento/call.ts';
import { type CallFault, faultsOf } from '../momento/call-faults.ts';
import { isDetailType } from '../momento/contract.ts';
import { quote } from '../text/printable.ts';
import type { Answer } from './answer-findings.ts';
import type { Finding } from './diagnosis.ts';

/** Most accounts allow no longer ttl (Momento docs, "Limits"); with provisioned storage there is no such bound. */
const USUAL_MAXIMUM_TTL_SECONDS = 86_400;
/** A topic takes so many bytes in most accounts (same page). What is too large for a cache is too large for an event. */
const USUAL_MAXIMUM_TOPIC_BYTES = 4096;

/** What an event becomes at its target: the HTTP request, the body, and the call that Momento would read from them. */
export interface Rendering {
  readonly request: RenderedRequest;
  readonly input: RenderedInput;
  readonly call: MomentoCall | undefined;
}

/** Renders an event as EventBridge does for this wiring. */
export function renderEvent(event: EventEnvelope, wiring: Wiring): Rendering {
  const json = envelopeJson(event);
  const request = renderRequest(wiring.destination, wiring.http, json);
  const input = renderInput(wiring.input, json, jsonText(json));
  return { request, input, call: callOf(request, input, wiring.input) };
}

/** The faults of a call, those included that are faults only because Momento's answer agrees. */
export function judgeCall(call: MomentoCall, event: EventEnvelope, answer: Answer | undefined): readonly CallFault[] {
  return [...faultsOf(call, envelopeJson(event)), ...ttlTooLong(call, answer)];
}

/** Faults in the event, judged on the request it becomes; an unknown detail-type first, for it explains the others. Without a wiring only the detail-type can be judged. */
export function findInEvent(
  event: EventEnvelope,
  wiring: Wiring | undefined,
  answer: Answer | undefined,
): readonly Finding[] {
  const call = wiring && renderEvent(event, wiring).call;
  const faults = call === undefined ? [] : judgeCall(call, event, answer);
  const isShown = wiring?.source === 'deployed' || answer?.httpStatus === 400;
  const json = envelopeJson(event);
  const findings = faults.map(
    (fault): Finding => ({
      cause: fault.fault,
      confidence: isShown && !readsNull(fault, json) ? 'certain' : 'likely',
      evidence: fault.at.map(evidenceOf),
    }),
  );
  if (isDetailType(event.detailType) || (call !== undefined && faults.length === 0)) return findings;
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
export function doubtsAbout(event: EventEnvelope, wiring: Wiring | undefined): readonly string[] {
  const call = wiring && renderEvent(event, wiring).call;
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

function ttlTooLong(call: MomentoCall, answer: Answer | undefined): readonly CallFault[] {
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
