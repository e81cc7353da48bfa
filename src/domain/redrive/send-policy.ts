import type { CauseId } from '../diagnosis/catalogue.ts';
import type { RepairPolicy } from '../repair/repair.ts';

/** What the operator asked for. */
export interface SendPolicy {
  /** `--fix`: may events be repaired? */
  readonly fix: boolean;
  readonly repair: RepairPolicy;
  /** `--resolved`: causes outside the event that are settled by now. */
  readonly resolved: ReadonlySet<CauseId>;
}
