import type { FaultRule } from '../../src/sandbox/faults/faults.ts';
import type { Running } from '../support/processes/processes.ts';
import type { World } from './world.ts';

/** The fourth PutEvents stands still before it is carried out. */
export const BEFORE_PUT: FaultRule = {
  operation: 'PutEvents',
  kind: 'halt-on-arrival',
  probability: 1,
  times: 1,
  after: 3,
};

/** Does something while a request stands still, and lets it go on. */
export async function atHalt(world: World, then: () => void | Promise<void>): Promise<void> {
  await world.sandbox.halts.next();
  await then();
  world.sandbox.halts.release();
}

/** With `BEFORE_PUT`: what comes to the bus is swallowed, and the process dies before it can see that; its ledger says `accepted`. */
export async function swallowedAndKilled(world: World, running: Running | undefined): Promise<void> {
  await atHalt(world, async () => {
    await disableRules(world);
    world.sandbox.faults.set([{ operation: 'PutEvents', kind: 'halt-when-answered', probability: 1, times: 1 }], 0);
  });
  while ((await world.sandbox.halts.next()).boundary !== 'when-answered') await soon();
  while (!(await isWrittenDown(world))) await soon();
  running?.child.kill('SIGKILL');
  await running?.ended;
  world.sandbox.halts.drop();
}

/** Disables all rules: the bus goes on to answer success. */
export async function disableRules(world: World): Promise<void> {
  await all(world, 'DisableRule');
}

/** Enables them again. */
export async function enableRules(world: World): Promise<void> {
  await all(world, 'EnableRule');
}

async function all({ sandbox }: World, operation: 'DisableRule' | 'EnableRule'): Promise<void> {
  const { [operation]: carryOut } = sandbox.integration.eventBridge.service.operations;
  for (const arn of sandbox.stack.ruleArns) {
    await carryOut?.({ Name: arn.split('/').at(-1) }, { signal: new AbortController().signal });
  }
}

/** Does the ledger hold as accepted whatever the bus has accepted? */
async function isWrittenDown(world: World): Promise<boolean> {
  const accepted = (await world.attempts()).filter(({ state }) => state === 'accepted' || state === 'removed');
  return accepted.length >= world.puts().length;
}

async function soon(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 10));
}
