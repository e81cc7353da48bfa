import type { FaultRule } from '../../src/sandbox/faults/faults.ts';
import type { Running } from '../support/processes/processes.ts';
import { type Cell, mixed } from './cell.ts';
import { atHalt, BEFORE_PUT, disableRules, swallowedAndKilled } from './swallowed.ts';
import type { World } from './world.ts';

const SLOW: FaultRule = { operation: '*', kind: 'latency', milliseconds: 100, probability: 1 };

/** Less than the ledger of a hundred messages takes, more than an empty one. */
const FULL_AT_KILOBYTES = 160;

/** A redrive that goes on for some time. */
const LONG = mixed(300, ['set', 'set-without-ttl', 'delete', 'publish']);

/** The world around a redrive changes. */
export const WORLD_CELLS: readonly Cell[] = [
  {
    name: 'the disk of the ledger is full',
    letters: LONG,
    starts: [{ kilobytes: FULL_AT_KILOBYTES }],
    rerun: {},
    ledgerIsCutShort: true,
    end: 3,
    isQuick: true,
  },
  {
    name: 'visibility timeouts end while PutEvents is under way',
    faults: [{ operation: 'PutEvents', kind: 'halt-when-done', probability: 1, times: 1, after: 3 }],
    meddle: (world) => atHalt(world, () => world.letVisibilityEnd()),
    end: 'so',
    isQuick: true,
  },
  {
    name: 'visibility timeouts end before a delete arrives',
    faults: [{ operation: 'DeleteMessageBatch', kind: 'halt-on-arrival', probability: 1, times: 1, after: 3 }],
    meddle: (world) => atHalt(world, () => world.letVisibilityEnd()),
    end: 'so',
  },
  {
    name: 'a rule is disabled in the middle',
    letters: mixed(300, ['set']),
    faults: [{ operation: 'PutEvents', kind: 'halt-when-answered', probability: 1, times: 1, after: 3 }, SLOW],
    meddle: (world) => atHalt(world, () => disableRules(world)),
    // They stay disabled.
    rerun: { end: 6 },
    isQuick: true,
    end: 3,
  },
  {
    name: 'a rule is disabled before PutEvents, kill -9 between its answer and the look',
    letters: mixed(300, ['set']),
    faults: [BEFORE_PUT, SLOW],
    meddle: (world, [running]) => swallowedAndKilled(world, running),
    // They stay disabled.
    rerun: { end: 3 },
    isQuick: true,
    end: 'SIGKILL',
  },
  {
    name: 'two redrives at once, one ledger',
    letters: LONG,
    faults: [SLOW],
    starts: [{}, {}],
    end: [0, 3],
    isQuick: true,
  },
  {
    name: 'two redrives at once, a ledger each',
    letters: LONG,
    faults: [SLOW],
    starts: [{ ledger: 'one' }, { ledger: 'other' }],
    end: [0, 3],
  },
  {
    name: 'two redrives at once, one ledger; visibility timeouts end',
    letters: LONG,
    faults: [SLOW, { operation: 'PutEvents', kind: 'halt-when-done', probability: 1, times: 1, after: 6 }],
    starts: [{}, {}],
    meddle: (world) => atHalt(world, () => world.letVisibilityEnd()),
    end: [0, 3],
  },
  {
    name: 'two redrives at once, one ledger; one is killed',
    letters: LONG,
    faults: [SLOW, { operation: 'PutEvents', kind: 'halt-when-done', probability: 1, times: 1, after: 6 }],
    starts: [{}, {}],
    meddle: (world, [one]) => atHalt(world, () => void one?.child.kill('SIGKILL')),
    end: ['SIGKILL', 0, 3],
  },
  {
    name: 'STS does not answer',
    faults: [{ operation: 'GetCallerIdentity', kind: 'lost', probability: 1 }],
    end: 0,
  },
  { name: 'Ctrl+C', letters: LONG, faults: [SLOW, standing()], meddle: interrupt(1), end: 130, isQuick: true },
  { name: 'Ctrl+C twice', letters: LONG, faults: [SLOW, standing()], meddle: interrupt(2), isCutShort: true, end: 130 },
  ...[1, 2, 3, 4, 5].map((storm) => ({
    name: `everything at once, storm ${storm}`,
    letters: LONG,
    faults: STORM(),
    end: [0, 3, 4],
  })),
];

/**
 * A little of everything, but no lost answer of a receive: a message that is given twice, the second time into a lost
 * answer, has a newer receipt that nobody has, and SQS calls its delete done all the same. The next run deletes it.
 */
function STORM(): readonly FaultRule[] {
  const rare = { probability: 0.04 };
  return [
    { operation: 'PutEvents', kind: 'entry', code: 'InternalFailure', ...rare },
    { operation: 'PutEvents', kind: 'entry', code: 'ThrottlingException', ...rare },
    { operation: 'PutEvents', kind: 'entry', code: 'InvalidArgument', probability: 0.01 },
    { operation: 'PutEvents', kind: 'request', code: 'InternalException', status: 500, ...rare },
    { operation: 'PutEvents', kind: 'lost', ...rare },
    { operation: 'ReceiveMessage', kind: 'empty', ...rare },
    { operation: 'ReceiveMessage', kind: 'again', ...rare },
    { operation: 'DeleteMessageBatch', kind: 'entry', code: 'InternalError', ...rare },
    { operation: 'DeleteMessageBatch', kind: 'request', code: 'InternalError', status: 500, ...rare },
    { operation: 'DeleteMessageBatch', kind: 'lost', ...rare },
    { operation: '*', kind: 'latency', milliseconds: 50, probability: 0.3 },
  ];
}

function standing(): FaultRule {
  return { operation: 'PutEvents', kind: 'halt-when-done', probability: 1, times: 1, after: 4 };
}

/** So many signals while a request is under way; a second one ends the process at once, whatever is under way. */
function interrupt(times: number): NonNullable<Cell['meddle']> {
  return async (world: World, [running]: readonly Running[]) => {
    await world.sandbox.halts.next();
    running?.child.kill('SIGINT');
    if (times > 1) {
      await new Promise((resolve) => setTimeout(resolve, 400));
      running?.child.kill('SIGINT');
      await running?.ended;
    }
    world.sandbox.halts.release();
  };
}
