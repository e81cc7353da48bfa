import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { NewAttempt } from '../../../src/domain/history/attempt.ts';
import type { RunHead } from '../../../src/domain/history/run.ts';
import { openLedger } from '../../../src/ledger/ledger.ts';
import { attempt, END, QUEUE } from '../../contract/ledger/bench.ts';
import { CREDENTIALS, PASSWORD, SIGNATURE } from '../../support/builders/credentials.ts';

const { v2 } = CREDENTIALS;
const HEAD: RunHead = {
  startedAt: 0,
  queueArn: QUEUE,
  who: undefined,
  endpoint: 'aws',
  flags: '--yes',
  plan: undefined,
  mode: 'redrive',
};
const EDIT = {
  path: 'detail.key',
  before: null,
  after: '"a"',
  reason: '--set',
  kind: 'assumed',
  mends: undefined,
} as const;

it.each<[where: string, of: Partial<NewAttempt>, flags?: string, code?: string]>([
  ['the detail', { detail: JSON.stringify({ message: `token ${v2}` }) }],
  ['a member whose name says so', { detail: JSON.stringify({ api_key: PASSWORD }) }],
  ['the source', { source: v2 }],
  ['the detail-type', { detailType: v2 }],
  ['what an edit changed', { edits: [{ ...EDIT, before: JSON.stringify(v2) }] }],
  [
    'the member that an edit changed',
    { edits: [{ ...EDIT, path: 'detail.api_key', after: JSON.stringify(PASSWORD) }] },
  ],
  ['a member of any vendor', { detail: JSON.stringify({ a: { dbPassword: PASSWORD } }) }],
  ['JSON in the detail', { detail: JSON.stringify({ message: JSON.stringify({ client_secret: PASSWORD }) }) }],
  ['an address', { detail: JSON.stringify({ message: `postgres://shop:${PASSWORD}@db.example.com` }) }],
  ['a chosen member', { detail: JSON.stringify({ card: PASSWORD, of: PASSWORD, in: { card: 1 } }) }],
  ['a chosen member of JSON', { detail: JSON.stringify({ message: JSON.stringify({ card: PASSWORD }) }) }],
  ['an edit of a chosen member', { edits: [{ ...EDIT, path: 'detail.card', after: JSON.stringify(PASSWORD) }] }],
  ['the flags', {}, `--cache ${v2}`],
  ['what the bus answered', {}, '', v2],
])('the file holds no credential that stood in %s, payloads or not', async (_, change, flags = '', code = 'Error') => {
  const folder = mkdtempSync(join(tmpdir(), 'momento-eb-ledger-'));
  try {
    for (const payloads of [true, false]) {
      const machine = { name: 'here', pid: 1, isRunning: () => true };
      const chosen = [['card'], ['of'], ['message', 'card']];
      const settings = {
        version: '1.2.3',
        payloads,
        chosen,
        machine,
        user: undefined,
        now: () => 0,
        random: () => (payloads ? 1 : 2),
      };
      const ledger = await openLedger(join(folder, 'ledger.db'), settings);
      await ledger.begin({ ...HEAD, flags });
      await ledger.intend([attempt(`message-${payloads}`, change)]);
      await ledger.settle([{ state: 'unknown', messageId: `message-${payloads}`, code }]);
      await ledger.end(END);
    }
    const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
    expect(bytes.join('')).toContain('message-true');
    expect(bytes.join('')).not.toContain(SIGNATURE);
    expect(bytes.join('')).not.toContain(PASSWORD);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
