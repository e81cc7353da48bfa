import type { JsonObject } from '../json/json.ts';
import type { TargetInput } from './target.ts';

/**
 * What the target receives. `broken`: the transformer's output is not valid JSON, which EventBridge reports as
 * INVALID_JSON with the broken text as the dead letter's body. `absent` names the variables whose path found nothing.
 */
export type RenderedInput =
  | { readonly kind: 'rendered'; readonly text: string; readonly absent: readonly string[] }
  | { readonly kind: 'broken'; readonly text: string; readonly absent: readonly string[] };

/**
 * Renders a target's input from the event (`eventText` is the whole envelope as JSON text, `event` the same parsed).
 * Observed rules: a quoted template keeps its outer quotes; a string value is inserted without escaping; an object's
 * inner quotes are lost inside a quoted template; an absent value is the empty string.
 */
export function renderInput(_input: TargetInput, _event: JsonObject, _eventText: string): RenderedInput {
  throw new Error('to be written');
}
