import { usage } from '../app/failures.ts';
import { didYouMean } from '../command-line/did-you-mean.ts';
import { CAUSE_IDS, type CauseId, isCauseId } from '../domain/diagnosis/catalogue.ts';

/** A cause by its id, or a usage Failure that lists them all. */
export function causeOf(flag: string, text: string): CauseId {
  if (isCauseId(text)) return text;
  throw usage(`Unknown cause: ${flag} ${text}.`, didYouMean(text, CAUSE_IDS) ?? `Causes: ${CAUSE_IDS.join(', ')}.`);
}
