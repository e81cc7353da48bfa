import { noticesOf } from './notices.ts';
import type { DashboardState, Focused } from './state.ts';

/** How many things can have the focus. */
export function focusable(state: DashboardState): number {
  return panelsOf(state) + noticesOf(state).length;
}

/** What has the focus. */
export function focused(state: DashboardState): Focused {
  const { snapshot, focus } = state;
  const destinations = snapshot?.destinations ?? [];
  const figures = destinations[focus];
  if (figures !== undefined) return { kind: 'destination', figures };
  if (focus === destinations.length) return { kind: 'queue' };
  const index = focus - panelsOf(state);
  return index >= 0 && index < noticesOf(state).length ? { kind: 'notice', index } : { kind: 'causes' };
}

/** The focus after a refresh: the same thing, although others before it may have come or gone. */
export function focusAfter(before: DashboardState, now: DashboardState): number {
  const has = focused(before);
  const destinations = now.snapshot?.destinations ?? [];
  if (before.snapshot === undefined) return 0;
  switch (has.kind) {
    case 'queue':
      return destinations.length;
    case 'causes':
      return destinations.length + 1;
    case 'notice': {
      const text = noticesOf(before)[has.index]?.text;
      const at = noticesOf(now).findIndex((notice) => notice.text === text);
      return at >= 0 ? panelsOf(now) + at : Math.min(before.focus, focusable(now) - 1);
    }
    case 'destination': {
      const { rule, target } = has.figures.route;
      const at = destinations.findIndex(({ route }) => route.rule.arn === rule.arn && route.target.id === target.id);
      return at >= 0 ? at : Math.min(before.focus, destinations.length + 1);
    }
  }
}

/** The destinations, the queue and the causes. */
function panelsOf({ snapshot }: DashboardState): number {
  return (snapshot?.destinations.length ?? 0) + 2;
}
