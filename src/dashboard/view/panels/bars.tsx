import type { ReactElement } from 'react';
import type { Snapshot } from '../../../domain/metrics/snapshot.ts';
import type { Theme } from '../../../present/style/theme.ts';
import { duration } from '../../../present/style/time.ts';
import { focused } from '../../state/focus.ts';
import type { DashboardState } from '../../state/state.ts';
import { type Line, type Pane, spread, widthOf } from '../pane.ts';
import { Lines } from '../panel.tsx';

/** The first row: the integration and where it is, the range, the age of the figures, the time, and whether it is live. */
export function Header({ state, pane }: { readonly state: DashboardState; readonly pane: Pane }): ReactElement {
  const { snapshot, range, now } = state;
  const { theme, width } = pane;
  const name: Line = [[snapshot?.name ?? 'momento-eb', theme.strong]];
  const place: Line = snapshot === undefined ? [] : [`  ${placeOf(snapshot)}`];
  const shown = snapshot?.window.range;
  const steps = snapshot === undefined ? '' : ` in steps of ${duration(snapshot.window.periodSeconds * 1000)}`;
  const span = shown === undefined || shown === range ? `  last ${range}${steps}` : `  last ${shown}, reading ${range}`;
  const shortSpan = shown === undefined || shown === range ? `  ${range}` : span;
  const status: Line = ['  ', `${utcTime(now)}Z`, '  ', statusOf(state, theme)];
  const ages = agesOf(state);
  const fits = [
    spread([...name, ...place, span], ['  ', ...ages, ...status], width),
    spread([...name, ...place, shortSpan], ['  ', ...ages, ...status], width),
    spread([...name, ...place, shortSpan], ['  ', ...ages.slice(-1), ...status], width),
    spread([...name, ...place, shortSpan], status, width),
    spread([...name, shortSpan], status, width),
  ];
  return <Lines lines={[fits.find((line) => widthOf(line) === width) ?? status]} pane={pane} />;
}

/** Account and region, from the ARN of the queue or of a rule. */
function placeOf({ queue, destinations }: Snapshot): string {
  const arn = queue?.level.arn ?? destinations[0]?.route.rule.arn ?? '';
  const [, , , region = '', account = ''] = arn.split(':');
  return `${account} ${region}`.trim();
}

/** Hours, minutes and seconds in UTC. */
function utcTime(now: number): string {
  return new Date(now).toISOString().slice('yyyy-mm-ddT'.length, 'yyyy-mm-ddThh:mm:ss'.length);
}

function statusOf({ trouble, paused, snapshot }: DashboardState, theme: Theme) {
  if (trouble !== undefined) return ['NOT REFRESHED', theme.bad] as const;
  if (paused) return ['PAUSED', theme.careful] as const;
  return snapshot === undefined ? 'READING' : (['LIVE', theme.good] as const);
}

function agesOf({ snapshot, now }: DashboardState): Line {
  if (snapshot === undefined) return [];
  const { metricsAt, at } = snapshot;
  const metrics = metricsAt === null ? 'no metrics' : `metrics ${duration(now - metricsAt)} old`;
  return [`queue ${duration(now - at)}, `, metrics];
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
