import { copyFileSync, mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLedger } from '../../../src/ledger/ledger.ts';
import { attempt, QUEUE } from '../../contract/ledger/bench.ts';

const NOW = Date.UTC(2026, 0, 31, 12);
const HEAD = {
  startedAt: NOW,
  queueArn: QUEUE,
  who: undefined,
  endpoint: 'aws',
  flags: '',
  plan: undefined,
  mode: 'redrive',
} as const;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'momento-eb-same-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function begun(path: string) {
  const machine = { name: 'here', pid: 1, isRunning: () => true };
  const settings = { version: '1.2.3', payloads: false, machine, user: undefined, now: () => NOW, random: () => 0 };
  const ledger = await openLedger(path, settings);
  await ledger.begin(HEAD);
  return ledger;
}

it.each<[string, (path: string) => void]>([
  ['deleted', (path) => rmSync(path)],
  ['moved away', (path) => renameSync(path, `${path}.old`)],
  [
    'replaced by a copy',
    (path) => {
      copyFileSync(path, `${path}.copy`);
      renameSync(`${path}.copy`, path);
    },
  ],
])('a ledger that is %s in the middle of a run lets nothing more be sent', async (_, change) => {
  const path = join(folder, 'ledger.db');
  const ledger = await begun(path);
  expect((await ledger.intend([attempt('a')])).size).toBe(1);
  change(path);
  await expect(ledger.intend([attempt('b')])).rejects.toMatchObject({ code: 'LedgerGone', exit: 3 });
});

it('a ledger behind a symbolic link is the file that the link leads to', async () => {
  symlinkSync(join(folder, 'real.db'), join(folder, 'link.db'));
  const ledger = await begun(join(folder, 'link.db'));
  expect((await ledger.intend([attempt('a')])).size).toBe(1);
});
