import type { CauseId } from './catalogue.ts';
import type { Resend } from './cause.ts';
import type { Obstacle } from './obstacle.ts';

/** `certain`: the event or a known answer shows it. `likely`: one step was inferred. `guess`: only a vague code says it. */
export type Confidence = 'certain' | 'likely' | 'guess';

/** The evidence of a finding: a field of the event (JSON path) or a message attribute, and a printable quotation of it. */
export interface Evidence {
  readonly field: string;
  readonly quote: string;
}

/** One thing that was found wrong; the first in the catalogue's order becomes the cause. */
export interface Finding {
  readonly cause: CauseId;
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
}

/** Why a dead letter failed. `also` are the causes that lost against `cause`, in order. */
export interface Diagnosis extends Finding {
  readonly also: readonly CauseId[];
  /** The obstacle to sending the event from here; `resend` takes it into account. */
  readonly obstacle: Obstacle | undefined;
  readonly resend: Resend;
  /** Doubts that are no cause, such as a ttl above what most accounts allow. */
  readonly warnings: readonly string[];
}
