import type { ReactElement } from 'react';
import type { Theme } from '../../../present/style/theme.ts';
import { duration } from '../../../present/style/time.ts';
import type { DashboardState } from '../../state/state.ts';
import { focused } from '../../state/state.ts';
import { type Line, type Pane, spread, widthOf } from '../pane.ts';
import { Lines } from '../panel.tsx';

/** The first row: what is watched, how far back, whether it is live, and how old the figures are. */
export function Header({ state, pane }: { readonly state: DashboardState; readonly pane: Pane }): ReactElement {
  const { snapshot, range } = state;
  const { theme, width } = pane;
  const name: Line = [[snapshot?.name ?? 'momento-eb', theme.strong]];
  const shown = snapshot?.window.range;
  const steps = snapshot === undefined ? '' : ` in steps of ${duration(snapshot.window.periodSeconds * 1000)}`;
  const span = shown === undefined || shown === range ? `last ${range}${steps}` : `last ${shown}, reading ${range}`;
  const left: Line = [...name, '  ', span];
  const right: Line = ['  ', ...agesOf(state), '  ', statusOf(state, theme)];
  const short: Line = [...name, `  ${range}`];
  const status: Line = ['  ', statusOf(state, theme)];
  const fits = [
    spread(left, right, width),
    spread(short, right, width),
    spread(left, status, width),
    spread(short, status, width),
  ];
  return <Lines lines={[fits.find((line) => widthOf(line) === width) ?? status]} pane={pane} />;
}

function statusOf({ trouble, paused, snapshot }: DashboardState, theme: Theme) {
  if (trouble !== undefined) return ['FAILING', theme.bad] as const;
  if (paused) return ['PAUSED', theme.careful] as const;
  return snapshot === undefined ? 'READING' : (['LIVE', theme.good] as const);
}

function agesOf({ snapshot, now }: DashboardState): Line {
  if (snapshot === undefined) return [];
  const { metricsAt, at } = snapshot;
  const metrics = metricsAt === null ? 'no metrics' : `metrics ${duration(now - metricsAt)} old`;
  return [`queue ${duration(now - at)}, ${metrics}`];
}

const UP_DOWN = ['↑↓', 'focus'] as const;
const KEYS = [
  ['enter', 'open'],
  ['t', 'range'],
  ['c', 'causes'],
  ['p', 'pause'],
  ['r', 'refresh'],
  ['?', 'help'],
  ['q', 'leave'],
] as const;

/** The last row: the keys that mean something now. */
export function KeyBar({ state, pane }: { readonly state: DashboardState; readonly pane: Pane }): ReactElement {
  const keys = keysFor(state);
  const lines = ['   ', '  ', ' '].flatMap((gap) => [
    barOf(keys, gap, pane.theme),
    barOf(keys.slice(1), gap, pane.theme),
  ]);
  const fitting = lines.sort((one, other) => widthOf(other) - widthOf(one)).find((line) => widthOf(line) <= pane.width);
  return <Lines lines={[fitting ?? barOf(keys.slice(-2), ' ', pane.theme)]} pane={pane} />;
}

function keysFor(state: DashboardState): readonly (readonly [string, string])[] {
  const named = KEYS.map(([key, label]) => [key, key === 'p' && state.paused ? 'resume' : label] as const);
  if (state.help)
    return [
      ['esc', 'back'],
      ['q', 'leave'],
    ];
  if (!state.opened) return [UP_DOWN, ...named];
  const rest = named.filter(([key]) => key !== 'enter' && (key !== 'c' || focused(state).kind === 'causes'));
  return [['↑↓', 'others'], ['esc', 'back'], ...rest];
}

function barOf(keys: readonly (readonly [string, string])[], gap: string, theme: Theme): Line {
  return keys.flatMap(([key, label], at) => [at === 0 ? '' : gap, [key, theme.name] as const, ` ${label}`]);
}
