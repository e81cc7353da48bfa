import type { ReactElement } from 'react';
import type { Connection } from '../../../domain/eventbridge/target.ts';
import type { AccountFigures } from '../../../domain/metrics/account-figures.ts';
import type { Snapshot } from '../../../domain/metrics/snapshot.ts';
import { latency, NO_DATA } from '../../../present/style/figures.ts';
import type { Theme } from '../../../present/style/theme.ts';
import { short } from '../numbers.ts';
import { flow, type Line, type Pane } from '../pane.ts';
import { Panel } from '../panel.tsx';

/** What stands before and behind the bus: the connections with their states, and what applications put on the buses. */
export function Links({ snapshot, pane }: { readonly snapshot: Snapshot; readonly pane: Pane }): ReactElement {
  const { connections, account } = snapshot;
  const lines = [
    ...connections.map((one) => connectionLine(one, pane.theme)),
    ...flow(accountFacts(account, pane.theme), pane.width),
  ];
  return <Panel title="CONNECTION AND ACCOUNT" focused={false} lines={lines} pane={pane} />;
}

function connectionLine({ name, state, reason }: Connection, theme: Theme): Line {
  return [
    '  connection ',
    [state, state === 'AUTHORIZED' ? theme.good : theme.bad],
    ` ${name}`,
    ...(reason === undefined ? [] : [` (${reason})`]),
  ];
}

function accountFacts(account: AccountFigures, theme: Theme): readonly Line[] {
  const { entries, failedEntries, calls, throttledCalls, latencyMs } = account;
  if (entries === null) return [[`PutEvents: ${NO_DATA}`]];
  return [
    [`PutEvents: ${short(entries)} entries in ${short(calls)} calls`],
    [alert(failedEntries, `${short(failedEntries)} failed`, theme)],
    [alert(throttledCalls, `${short(throttledCalls)} throttled`, theme)],
    [`p99 ${latency(latencyMs.p99)}`],
  ];
}

function alert(value: number | null, text: string, theme: Theme) {
  return (value ?? 0) > 0 ? ([text, theme.careful] as const) : text;
}
