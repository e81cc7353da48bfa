import type { FaultRule } from '../../src/sandbox/faults.ts';
import type { Boundary } from '../../src/sandbox/halts.ts';
import type { Running } from '../support/processes.ts';
import type { Cell } from './cell.ts';
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
  ['DescribeStackResources', [0]],
  ['GetQueueAttributes', [0]],
  ['ReceiveMessage', [0, 5]],
  ['DescribeRule', [0]],
  ['TestEventPattern', [0]],
  ['PutEvents', [0, 4]],
  ['DeleteMessageBatch', [0, 4]],
  ['ChangeMessageVisibilityBatch', [0]],
];

/** Some of every kind are held, so that there is something to hand back. */
const WITH_HELD = { letters: held() };

/** The process dies. */
export const DEATH_CELLS: readonly Cell[] = [
  ...REQUESTS.flatMap(([operation, at]) =>
    at.flatMap((after) => BOUNDARIES.map((boundary) => dies(operation, boundary, after))),
  ),
  ...[11, 23, 37, 41, 53, 67, 79, 83].map((after) => ({
    ...dies('*', BOUNDARIES[after % 3] ?? 'when-done', after),
    name: `kill -9 at the ${after}th request, ${SAID[BOUNDARIES[after % 3] ?? 'when-done']}`,
  })),
];

function dies(operation: string, boundary: Boundary, after: number): Cell {
  const halt: FaultRule = { operation, kind: `halt-${boundary}`, probability: 1, times: 1, after };
  const isTelling = after > 0 && (operation === 'PutEvents' || operation === 'DeleteMessageBatch');
  return {
    name: `kill -9 at ${operation} ${after + 1}: ${SAID[boundary]}`,
    faults: [halt],
    meddle: killAtHalt,
    end: 'SIGKILL',
    isQuick: isTelling,
    ...(operation === 'ChangeMessageVisibilityBatch' ? WITH_HELD : {}),
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

function held(): NonNullable<Cell['letters']> {
  return Array.from({ length: 60 }, (_, at) => (at % 4 === 0 ? 'delete-without-key' : 'set'));
}
