import type { ReactElement } from 'react';
import { SAMPLE_SIZE } from '../../app/list/sample.ts';
import { padLeft } from '../../present/style/layout.ts';
import type { Line, Pane } from './pane.ts';
import { Panel } from './panel.tsx';

const KEYS: readonly (readonly [keys: string, does: string])[] = [
  ['↑ ↓  j k', 'focus the next destination, the queue, the causes'],
  ['enter', 'open what has the focus'],
  ['esc', 'back'],
  ['t  T', 'range: 15m 1h 3h 1d 3d 1w, or the other way round'],
  ['c', `causes: look into at most ${SAMPLE_SIZE} messages, hand them back`],
  ['p', 'pause, and go on'],
  ['r', 'look now; metrics at most once in each step'],
  ['q', 'leave'],
];

const WORDS: readonly string[] = [
  'DLQ       failed and kept in the dead letter queue',
  'LOST      failed, and the queue did not take it: gone for good',
  'success   successful attempts of all attempts, retries included',
  '+12       what came since the metrics were read before',
];

/** What each key does and what the words mean. */
export function Help({ pane }: { readonly pane: Pane }): ReactElement {
  const keys = KEYS.map(([name, does]): Line => [[padLeft(name, 11), pane.theme.name], `  ${does}`]);
  const words = WORDS.map((word): Line => [`  ${word}`]);
  const gap: readonly Line[] = pane.rows > keys.length + words.length + 1 ? [[]] : [];
  return <Panel title="HELP" focused={false} lines={[...keys, ...gap, ...words]} pane={pane} />;
}
