import type { CloseLook } from '../domain/redrive/close-look.ts';
import { deadLetterJson } from './dead-letter-json.ts';

/** One element of `deadLetters` with the rendered request, the repair that `--fix` alone would make, and the raw body. */
export function showJson(look: CloseLook) {
  const { rendering, repair, decision, wiring } = look;
  return {
    ...deadLetterJson(look),
    request:
      rendering === undefined
        ? null
        : {
            method: rendering.request.method,
            url: rendering.request.url,
            body: rendering.input.text,
            mapping: wiring?.source ?? null,
          },
    repair: {
      verdict: decision.verdict,
      reason: decision.verdict === 'hold' ? decision.reason : null,
      edits: (repair?.edits ?? []).map(({ path, before, after, reason, kind }) => ({
        path,
        before,
        after,
        reason,
        kind,
      })),
    },
    raw: { body: look.deadLetter.text },
  };
}
