import { type Key, useInput, useWindowSize } from 'ink';
import { type ReactElement, useSyncExternalStore } from 'react';
import type { Theme } from '../present/style/theme.ts';
import type { KeyName } from './state/keys.ts';
import type { Store } from './store.ts';
import { Dashboard } from './view/dashboard.tsx';

interface Props {
  readonly store: Store;
  readonly theme: Theme;
  readonly unicode: boolean;
  readonly press: (key: KeyName) => void;
}

/** The dashboard on a terminal: its size, its keys, and the state as it changes. */
export function Screen({ store, theme, unicode, press }: Props): ReactElement {
  const state = useSyncExternalStore(store.subscribe, store.state);
  const { columns, rows } = useWindowSize();
  useInput((input, key) => {
    for (const name of namesOf(input, key)) press(name);
  });
  return <Dashboard view={{ state, columns, rows, theme, unicode }} />;
}

/** Keys typed faster than they are read come in one piece. */
function namesOf(input: string, key: Key): readonly KeyName[] {
  if (key.upArrow) return ['up'];
  if (key.downArrow) return ['down'];
  if (key.leftArrow) return ['left'];
  if (key.rightArrow) return ['right'];
  if (key.return) return ['enter'];
  if (key.escape) return ['escape'];
  if (key.ctrl) return [`ctrl+${input}`];
  return [...input];
}
