import type { FaultRule } from '../../src/sandbox/faults/faults.ts';
import type { Boundary } from '../../src/sandbox/faults/halts.ts';
import type { Running } from '../support/processes/processes.ts';
import { type Cell, mixed } from './cell.ts';
import type { World } from './world.ts';

const BOUNDARIES: readonly Boundary[] = ['on-arrival', 'when-done', 'when-answered'];
const SAID: Readonly<Record<Boundary, string>> = {
  'on-arrival': 'before it is carried out',
  'when-done': 'carried out, not answered',
  'when-answered': 'answered',
};
/** The longest that a process goes on after an answer, in milliseconds, before it is killed; its requests stand meanwhile. */
const LONGEST_AFTERLIFE_MS = 25;

/** What a redrive asks, and the how-manieth of each (from 0) at which it dies. */
const REQUESTS: readonly (readonly [string, readonly number[]])[] = [
  ['GetCallerIdentity', [0]],
  ['ListStackResources', [0]],
  ['GetQueueAttributes', [0]],
  ['ReceiveMessage', [0, 5]],
  ['DescribeRule', [0]],
  ['TestEventPattern', [0]],
  ['PutEvents', [0, 4]],
  ['DeleteMessageBatch', [0, 4]],
  ['ChangeMessageVisibilityBatch', [0]],
];

/** Some are held, so that there is something to hand back. */
const WITH_HELD = mixed(60, ['set', 'set', 'set', 'delete-without-key']);
/** Enough for well over a hundred requests. */
const LONG = mixed(400, ['set', 'set-without-ttl', 'delete', 'publish']);

/** The process dies. */
export const DEATH_CELLS: readonly Cell[] = [
  ...REQUESTS.flatMap(([operation, at]) =>
    at.flatMap((after) => BOUNDARIES.map((boundary) => dies(operation, boundary, after))),
  ),
  ...[9, 16, 25, 36, 49, 64, 81, 100].map((after, at) => {
    const boundary = BOUNDARIES[at % BOUNDARIES.length] ?? 'when-done';
    const name = `kill -9 at request ${after + 1} of any kind: ${SAID[boundary]}`;
    return { ...dies('*', boundary, after), name, letters: LONG, isQuick: false };
  }),
];

function dies(operation: string, boundary: Boundary, after: number): Cell {
  const halt: FaultRule = { operation, kind: `halt-${boundary}`, probability: 1, times: 1, after };
  const isTelling = operation === 'PutEvents' || (operation === 'DeleteMessageBatch' && boundary === 'on-arrival');
  return {
    name: `kill -9 at ${operation} ${after + 1}: ${SAID[boundary]}`,
    faults: [halt],
    meddle: killAtHalt,
    end: 'SIGKILL',
    isQuick: isTelling && after > 0,
    ...(operation === 'ChangeMessageVisibilityBatch' ? { letters: WITH_HELD } : {}),
  };
}

async function killAtHalt(world: World, [running]: readonly Running[], random: () => number): Promise<void> {
  const { boundary } = await world.sandbox.halts.next();
  if (boundary === 'when-answered') {
    await new Promise((resolve) => setTimeout(resolve, random() * LONGEST_AFTERLIFE_MS));
  }
  running?.child.kill('SIGKILL');
  await running?.ended;
  world.sandbox.halts.drop();
}
