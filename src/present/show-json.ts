import type { CloseLook } from '../domain/redrive/close-look.ts';
import { deadLetterMembers } from './dead-letter-json.ts';
import { editJson } from './edit-json.ts';
import { objectText, valueText } from './json-text.ts';
import { rawJson } from './raw-json.ts';

/**
 * One element of `deadLetters` with the rendered request, the repair that `--fix` alone would make, the raw message, and
 * what had to be assumed.
 */
export function showJson(look: CloseLook, warnings: readonly string[]): string {
  const { decision } = look;
  const members = {
    ...deadLetterMembers(look),
    request: valueText(requestJson(look)),
    repair: valueText({
      verdict: decision.verdict,
      reason: decision.verdict === 'hold' ? decision.reason : null,
      members: decision.verdict === 'hold' ? decision.members : [],
      edits: decision.edits.map(editJson),
    }),
    raw: valueText(rawJson(look.deadLetter)),
    warnings: valueText(warnings),
  };
  return objectText(members, ',\n');
}

/** `mapping` tells whether the target was read (`deployed`) or the quick-start's was assumed. */
function requestJson({ rendering }: CloseLook) {
  if (rendering === undefined) return null;
  const { request, input, wiring } = rendering;
  return { method: request.method, url: request.url, body: input.text, mapping: wiring.source };
}
