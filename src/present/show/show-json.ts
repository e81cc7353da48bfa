import type { Inspection } from '../../domain/redrive/decide.ts';
import { objectText, valueText } from '../formats/json-text.ts';
import { deadLetterMembers } from '../list/dead-letter-json.ts';
import { rawJson } from '../list/raw-json.ts';
import { editJson } from '../redrive/edit-json.ts';

/**
 * One element of `deadLetters` with the rendered request, the repair that `--fix` alone would make, the raw message, and
 * what had to be assumed.
 */
export function showJson(inspection: Inspection, warnings: readonly string[]): string {
  const { decision } = inspection;
  const members = {
    ...deadLetterMembers(inspection),
    request: valueText(requestJson(inspection)),
    repair: valueText({
      verdict: decision.verdict,
      reason: decision.verdict === 'hold' ? decision.reason : null,
      members: decision.verdict === 'hold' ? decision.members : [],
      edits: decision.edits.map(editJson),
    }),
    raw: valueText(rawJson(inspection.deadLetter)),
    warnings: valueText(warnings),
  };
  return objectText(members, ',\n');
}

/** `mapping`: the target was read (`deployed`), or the quick-start's was assumed. */
function requestJson({ rendering }: Inspection) {
  if (rendering === undefined) return null;
  const { request, input, wiring } = rendering;
  return { method: request.method, url: request.url, body: input.text, mapping: wiring.source };
}
