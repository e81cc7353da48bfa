import type { CauseId } from '../diagnosis/catalogue.ts';

/** `safe`: the meaning is unchanged. `assumed`: the operator's flag says so. */
export type EditKind = 'safe' | 'assumed';

/** One change to an event. `before` and `after` are JSON texts, null where the member is absent. */
export interface Edit {
  /** Dotted and printable, such as `detail.key` or `detail["a.b"]`. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly reason: string;
  readonly kind: EditKind;
  /** The cause that the edit removes; undefined where the operator wants a value for reasons of his own. */
  readonly mends: CauseId | undefined;
}
