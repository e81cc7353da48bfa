import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { AttemptState, NewAttempt } from '../../../src/domain/history/attempt.ts';
import { openArchive } from '../../../src/ledger/archive.ts';
import { openLedger } from '../../../src/ledger/ledger.ts';
import { attempt, END, QUEUE } from '../../contract/ledger/bench.ts';

const SETTINGS = {
  version: '1.2.3',
  payloads: false,
  machine: { name: 'here', pid: 1, isRunning: () => true },
  user: undefined,
  now: () => Date.UTC(2026, 0, 31, 12),
};
const HEAD = {
  startedAt: 0,
  queueArn: QUEUE,
  who: undefined,
  endpoint: 'aws',
  flags: '',
  plan: undefined,
  mode: 'redrive',
} as const;

type Tried = readonly [verdict: NewAttempt['verdict'], state: 'accepted' | 'removed' | 'unknown' | 'refused'];

it.each<[string, readonly Tried[], AttemptState | undefined]>([
  ['sent', [['send', 'accepted']], 'accepted'],
  [
    'sent, then deleted by the next run',
    [
      ['send', 'accepted'],
      ['remove-only', 'removed'],
    ],
    undefined,
  ],
  [
    'sent, then doubted',
    [
      ['send', 'accepted'],
      ['remove-only', 'unknown'],
    ],
    'unknown',
  ],
  [
    'sent, doubted, and sent again',
    [
      ['send', 'accepted'],
      ['remove-only', 'unknown'],
      ['send', 'accepted'],
    ],
    'accepted',
  ],
  [
    'sent, doubted, and refused',
    [
      ['send', 'accepted'],
      ['remove-only', 'unknown'],
      ['send', 'refused'],
    ],
    'unknown',
  ],
  [
    'without an answer, and sent again',
    [
      ['send', 'unknown'],
      ['send', 'accepted'],
    ],
    'accepted',
  ],
])('of what was %s the attempt that tells the most is the open end', async (_, tried, state) => {
  const folder = mkdtempSync(join(tmpdir(), 'momento-eb-ends-'));
  try {
    const path = join(folder, 'ledger.db');
    for (const [at, [verdict, is]] of tried.entries()) {
      const ledger = await openLedger(path, { ...SETTINGS, random: () => at });
      await ledger.begin(HEAD);
      expect((await ledger.intend([attempt('m', { verdict })])).size).toBe(1);
      const code = 'said';
      if (is === 'refused') await ledger.settle([{ state: is, messageId: 'm', code }]);
      else if (is === 'unknown')
        await ledger.settle([{ state: verdict === 'send' ? is : 'doubted', messageId: 'm', code }]);
      else await ledger.settle([{ state: 'accepted', messageId: 'm', newEventId: 'n' }]);
      if (is === 'removed') await ledger.removed(['m']);
      await ledger.end(END);
    }
    const found: AttemptState[] = [];
    for await (const end of (await openArchive(path, SETTINGS))?.openEnds() ?? []) found.push(end.state);
    expect(found).toEqual(state === undefined ? [] : [state]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
