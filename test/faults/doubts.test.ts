import { expect, it } from 'vitest';
import type { ToldRun } from '../e2e/redrive/witnesses.ts';
import { accountOf } from './account.ts';
import { mixed } from './cell.ts';
import { BEFORE_PUT, disableRules, enableRules, swallowedAndKilled } from './swallowed.ts';
import { World } from './world.ts';

/** A process that was killed before it could see that the bus swallowed what it had accepted; then all leases end. */
async function killed(onTestFinished: (end: () => Promise<void>) => void) {
  const world = await World.with(mixed(100, ['set', 'delete', 'publish']));
  onTestFinished(() => world.end());
  world.sandbox.faults.set([BEFORE_PUT], 1);
  await swallowedAndKilled(world, world.redrive({}));
  world.sandbox.faults.set([], 0);
  world.letVisibilityEnd();
  const redriven = async (...words: readonly string[]) => {
    const { stdout, status } = await world.redrive({ words }).ended;
    const { entries } = JSON.parse(stdout) as ToldRun;
    return { status, reasons: Map.groupBy(entries, ({ reason, outcome }) => reason ?? outcome) };
  };
  const swallowed = world.puts().filter(({ isDelivered }) => !isDelivered).length;
  return { world, redriven, swallowed };
}

it.for([[], ['--dry-run']])(
  'what a dead process may have lost is unknown once it was looked at (%s), and arrives once its rule is enabled',
  async (words, { onTestFinished }) => {
    const { world, redriven, swallowed } = await killed(onTestFinished);
    expect(swallowed).toBeGreaterThan(0);
    const { reasons: held, status } = await redriven(...words);
    expect(status).toBe(words.length === 0 ? 3 : 0);
    expect(held.get('sent-doubted')?.length).toBeGreaterThanOrEqual(swallowed);
    expect(held.get('removed-only')).toBeUndefined();

    await enableRules(world);
    const { reasons: again } = await redriven();
    expect(again.get('removed-only')).toBeUndefined();
    expect((await redriven('--resend-unknown')).status).toBe(0);
    const { lost, doubled, doubledUnknown, unnamed } = accountOf(world.letters(), world.puts(), await world.attempts());
    expect({ lost, unnamed }).toEqual({ lost: [], unnamed: [] });
    expect(doubled).toEqual(doubledUnknown);
  },
);

it('where the rule is fine when the next run looks, it deletes and sends nothing again', async ({ onTestFinished }) => {
  const world = await World.with(mixed(40, ['set', 'publish']));
  onTestFinished(() => world.end());
  world.sandbox.faults.set([{ operation: 'DeleteMessageBatch', kind: 'halt-on-arrival', probability: 1, times: 1 }], 1);
  const running = world.redrive({});
  await world.sandbox.halts.next();
  running.child.kill('SIGKILL');
  await running.ended;
  world.sandbox.halts.drop();
  world.sandbox.faults.set([], 0);
  world.letVisibilityEnd();
  const before = world.puts().length;
  await disableRules(world);
  await enableRules(world);
  const { stdout, status } = await world.redrive({}).ended;
  const { entries } = JSON.parse(stdout) as ToldRun;
  expect(status).toBe(0);
  expect(entries.filter(({ outcome }) => outcome === 'removed-only')).toHaveLength(before);
  expect(world.puts()).toHaveLength(40);
});
