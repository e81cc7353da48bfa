import type { ReactElement } from 'react';
import type { Connection } from '../../domain/eventbridge/target.ts';
import type { AccountFigures } from '../../domain/metrics/account-figures.ts';
import type { Snapshot } from '../../domain/metrics/snapshot.ts';
import { latency, NO_DATA } from '../../present/figures.ts';
import type { Theme } from '../../present/theme.ts';
import { short } from './numbers.ts';
import { flow, type Line, type Pane } from './pane.ts';
import { Panel } from './panel.tsx';

/** What stands before and behind the bus: the connections with their states, and what applications put on the buses. */
export function Links({ snapshot, pane }: { readonly snapshot: Snapshot; readonly pane: Pane }): ReactElement {
  const { connections, account } = snapshot;
  const lines = [
    ...connections.map((one) => connectionLine(one, pane.look)),
    ...flow(accountFacts(account, pane.look), pane.width),
  ];
  return <Panel title="CONNECTION AND ACCOUNT" focused={false} lines={lines} pane={pane} />;
}

function connectionLine({ name, state, reason }: Connection, look: Theme): Line {
  return [
    '  connection ',
    [state, state === 'AUTHORIZED' ? look.good : look.bad],
    ` ${name}`,
    ...(reason === undefined ? [] : [` (${reason})`]),
  ];
}

function accountFacts(account: AccountFigures, look: Theme): readonly Line[] {
  const { entries, failedEntries, calls, throttledCalls, latencyMs } = account;
  if (entries === null) return [[`PutEvents: ${NO_DATA}`]];
  return [
    [`PutEvents: ${short(entries)} entries in ${short(calls)} calls`],
    [alert(failedEntries, `${short(failedEntries)} failed`, look)],
    [alert(throttledCalls, `${short(throttledCalls)} throttled`, look)],
    [`p99 ${latency(latencyMs.p99)}`],
  ];
}

function alert(value: number | null, text: string, look: Theme) {
  return (value ?? 0) > 0 ? ([text, look.careful] as const) : text;
}
