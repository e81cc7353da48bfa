import type { ReactElement } from 'react';
import { SAMPLE_SIZE } from '../../app/list/sample.ts';
import { padLeft } from '../../present/style/layout.ts';
import type { Line, Pane } from './pane.ts';
import { Panel } from './panel.tsx';

const KEYS: readonly (readonly [keys: string, does: string])[] = [
  ['↑ ↓  j k', 'focus a destination, the queue, the causes, a notice'],
  ['enter', 'open the focused panel'],
  ['esc', 'back'],
  ['t  T', 'range: 15m 1h 3h 1d 3d 1w, or backwards'],
  ['c', `causes: read at most ${SAMPLE_SIZE} messages, release them`],
  ['p', 'pause, resume'],
  ['r', 'refresh now; metrics at most once in each step'],
  ['q', 'leave'],
];

const WORDS: readonly string[] = [
  'DLQ          failed and kept in the dead letter queue',
  'LOST         failed, and the queue did not take it: permanently lost',
  'attempts ok  successful attempts of all attempts, retries included',
  'delivered    delivered events of those that were delivered or given up',
  '+12          increase since the metrics were last read',
];

/** What each key does and what the words mean. */
export function Help({ pane }: { readonly pane: Pane }): ReactElement {
  const keys = KEYS.map(([name, does]): Line => [[padLeft(name, 11), pane.theme.name], `  ${does}`]);
  const words = WORDS.map((word): Line => [`  ${word}`]);
  const gap: readonly Line[] = pane.rows > keys.length + words.length + 1 ? [[]] : [];
  return <Panel title="HELP" focused={false} lines={[...keys, ...gap, ...words]} pane={pane} />;
}
