import { CATALOGUE, CAUSE_IDS, type CauseId } from '../src/domain/diagnosis/catalogue.ts';
import type { Cause } from '../src/domain/diagnosis/cause.ts';

/** One cause as readers need it. `flags` are the ways to have its events sent; empty: none is needed, or none helps. */
export interface ToldCause {
  readonly id: CauseId;
  readonly title: string;
  /** What happened. */
  readonly happened: string;
  /** What momento-eb does, and what is left to do. */
  readonly does: string;
  readonly flags: readonly string[];
}

/** The catalogue in words, in its order. */
export function toldCauses(): readonly ToldCause[] {
  return CAUSE_IDS.map((id) => {
    const cause: Cause = CATALOGUE[id];
    const repairs = cause.repairs ?? [];
    return {
      id,
      title: cause.title,
      happened: `${cause.title}. ${cause.explanation}`,
      does: `${deed(cause)} ${cause.advice}`,
      flags: cause.resend === 'after-outside-change' ? [`--resolved ${id}`, ...repairs] : repairs,
    };
  });
}

function deed({ resend, repairs = [] }: Cause): string {
  switch (resend) {
    case 'as-is':
      return 'Sends it as it is.';
    case 'after-repair':
      return repairs.length > 0 ? 'Repairs it, then sends it; holds what stays wrong.' : 'Holds it.';
    case 'after-outside-change':
      return 'Holds it until you say that this is settled.';
    case 'never':
      return 'Never sends it.';
  }
}
