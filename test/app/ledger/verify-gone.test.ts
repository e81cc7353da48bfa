import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { verifyLedger } from '../../../src/app/ledger/verify-ledger.ts';
import type { RedriveRequest } from '../../../src/app/redrive/redrive-request.ts';
import { addsUp } from '../../../src/domain/history/verify.ts';
import { NO_SELECTION } from '../../../src/domain/selection/selection.ts';
import { openArchive } from '../../../src/ledger/archive.ts';
import { openLedger } from '../../../src/ledger/ledger.ts';
import { many, noKey, timedOutAlone } from '../../support/builders/dead-letters.ts';
import { DENIED, type IntegrationScript } from '../../support/fakes/fake-integration.ts';
import { HICCUP } from '../../support/fakes/fake-queue.ts';
import { type Ports, portsOf, redriven } from '../../support/fakes/use-cases.ts';

/** A process that dies when its deletes are done and not written down, then `later` runs in the same world; what verify says. */
async function verified(
  later: readonly (Partial<RedriveRequest> & { readonly after: number; readonly lookups?: IntegrationScript })[],
  onTestFinished: (end: () => void) => void,
  undeleted: readonly string[] = [],
) {
  const folder = mkdtempSync(join(tmpdir(), 'momento-eb-gone-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'ledger.db');
  const lookups: { -readonly [Look in keyof IntegrationScript]: IntegrationScript[Look] } = {};
  let isFirst = true;
  const ports = portsOf({
    messages: [...many(3, timedOutAlone), ...many(2, noKey, 'n')],
    queue: { removeFails: (messageId) => (isFirst && undeleted.includes(messageId) ? HICCUP : undefined) },
    integration: lookups,
  });
  let pid = 0;
  const now = () => ports.clock.now();
  const machine = { name: 'here', pid: 0, isRunning: (one: number) => one === pid };
  const settings = () => ({
    version: '1',
    payloads: false,
    machine: { ...machine, pid },
    user: undefined,
    now,
    random: () => pid,
  });
  const open = async () => {
    pid += 1;
    return openLedger(path, settings());
  };
  const dying = await open();
  await redriven({ ...ports, ledger: { ...dying, removed: async () => {}, end: async () => {} } } as unknown as Ports);
  isFirst = false;
  for (const { after, lookups: change, ...request } of later) {
    Object.assign(lookups, change);
    ports.clock.advance(after);
    await redriven({ ...ports, ledger: await open() } as unknown as Ports, request);
  }
  pid += 1;
  const archive = await openArchive(path, settings());
  if (archive === undefined) throw new Error('no ledger');
  return verifyLedger(archive, undefined, undefined, now());
}

const LONG_AFTER = 3_600_000;
const NAMED = { acceptedNotRemoved: { count: 3 }, gone: [] };

it('what a later run did not meet in the whole queue is gone, and adds up', async ({ onTestFinished }) => {
  const report = await verified([{ after: LONG_AFTER }], onTestFinished);
  expect(report).toMatchObject({ acceptedNotRemoved: { count: 0 }, gone: [{ count: 3 }] });
  expect(report.gone[0]?.messageIds.toSorted()).toEqual(['m0000', 'm0001', 'm0002']);
  expect(addsUp(report)).toBe(true);
});

it.for<[string, Parameters<typeof verified>[0]]>([
  ['nobody has read the queue since', []],
  ['that was read while its leases may have lasted', [{ after: 200_000 }]],
  ['only one message was read', [{ after: LONG_AFTER, limit: 1 }]],
  ['only some were selected', [{ after: LONG_AFTER, selection: { ...NO_SELECTION, causes: ['timeout'] } }]],
  ['only a plan was made', [{ after: LONG_AFTER, dryRun: true }]],
])('it is named as long as %s', async ([, later], { onTestFinished }) => {
  const report = await verified(later, onTestFinished);
  expect(report).toMatchObject(NAMED);
  expect(addsUp(report)).toBe(false);
});

it('it is named as long as one of them was met and held', async ({ onTestFinished }) => {
  const denied = { after: LONG_AFTER, lookups: { rule: () => DENIED } };
  expect(await verified([denied], onTestFinished, ['m0000'])).toMatchObject(NAMED);
  const report = await verified([denied, { after: LONG_AFTER, forced: new Set(['rule']) }], onTestFinished, ['m0000']);
  expect(report).toMatchObject({ acceptedNotRemoved: { count: 0 }, gone: [{ count: 2 }] });
});
