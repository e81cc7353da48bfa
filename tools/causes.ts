import { CATALOGUE, CAUSE_IDS, type CauseId } from '../src/domain/diagnosis/catalogue.ts';
import { repairsFor } from '../src/domain/repair/repairs.ts';
import { adviceOf, waysFor } from '../src/flags/advice.ts';

/** One cause as readers need it. `flags` are the ways to have its events sent; it is empty where no flag is needed or none helps. */
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
    const { title, explanation } = CATALOGUE[id];
    return {
      id,
      title,
      happened: `${title}. ${explanation}`,
      does: `${deed(id)} ${adviceOf(id)}`,
      flags: waysFor(id),
    };
  });
}

function deed(id: CauseId): string {
  switch (CATALOGUE[id].resend) {
    case 'as-is':
      return 'Sends it as it is.';
    case 'after-repair':
      return repairsFor(id).length > 0 ? 'Repairs it, then sends it; holds what stays wrong.' : 'Holds it.';
    case 'after-outside-change':
      return 'Holds it until you say that this is settled.';
    case 'never':
      return 'Never sends it.';
  }
}
