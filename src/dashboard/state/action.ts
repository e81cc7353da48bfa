import type { SampleEvent } from '../../app/list/sample.ts';
import type { StatsEvent } from '../../app/stats/stats-events.ts';
import type { RangeName } from '../../domain/metrics/range.ts';

/** What a key asks for. */
export type Intent =
  | { readonly kind: 'move'; readonly by: 1 | -1 }
  | { readonly kind: 'open' }
  | { readonly kind: 'back' }
  | { readonly kind: 'help' }
  | { readonly kind: 'turn-to'; readonly range: RangeName }
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'sample' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'interrupt' };

/** Everything that can change what the dashboard shows. */
export type Action =
  | Intent
  | { readonly kind: 'tick'; readonly now: number }
  | { readonly kind: 'refreshed'; readonly event: StatsEvent; readonly now: number }
  | { readonly kind: 'sampling'; readonly event: SampleEvent };
