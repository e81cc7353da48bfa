import type { DeadLetter } from '../dead-letter/dead-letter.ts';
import { type EventEnvelope, envelopeJson } from '../eventbridge/event.ts';
import { type RenderedRequest, renderRequest } from '../eventbridge/http-request.ts';
import { type RenderedInput, renderInput } from '../eventbridge/target-input.ts';
import type { JsonObject } from '../json/json.ts';
import { jsonText } from '../json/json-text.ts';
import { callOf, type MomentoCall } from '../momento/call.ts';
import { type DeployedTarget, type Wiring, wiringOf } from './wiring.ts';

/**
 * An event as its target sends it: the HTTP request, the body, and the call that Momento would read from them. It is
 * made once for an event and once for each edit of it, and handed on.
 */
export interface Rendering {
  readonly event: EventEnvelope;
  readonly wiring: Wiring;
  /** The event as patterns and JSON paths see it. */
  readonly json: JsonObject;
  readonly request: RenderedRequest;
  readonly input: RenderedInput;
  readonly call: MomentoCall | undefined;
}

/** Renders an event as EventBridge does for this wiring. */
export function renderEvent(event: EventEnvelope, wiring: Wiring): Rendering {
  const json = envelopeJson(event);
  const request = renderRequest(wiring.destination, wiring.http, json);
  const input = renderInput(wiring.input, json, () => jsonText(json));
  return { event, wiring, json, request, input, call: callOf(request, input, wiring.input) };
}

/** The same at the target of a dead letter; `undefined` where nothing is deployed and the quick-start has no such detail-type. */
export function renderFor(
  event: EventEnvelope,
  deadLetter: DeadLetter,
  deployed: DeployedTarget,
): Rendering | undefined {
  const wiring = wiringOf(deployed, deadLetter, event.detailType);
  return wiring && renderEvent(event, wiring);
}
