import type { FaultRule } from '../../src/sandbox/faults/faults.ts';
import { type Cell, mixed } from './cell.ts';

const RECEIVE = 'ReceiveMessage';
const DELETE = 'DeleteMessageBatch';
const HIDE = 'ChangeMessageVisibilityBatch';

/** The queue fails. */
export const QUEUE_CELLS: readonly Cell[] = [
  { name: 'deletes: entries fail', faults: [entry(DELETE, 'InternalError', 500)], end: 0, isQuick: true },
  {
    name: 'deletes: receipts expired',
    faults: [{ ...entry(DELETE, 'ReceiptHandleIsInvalid', 404), after: 12 }],
    end: 4,
  },
  { name: 'deletes: requests 500', faults: [request(DELETE, 'InternalError', 500)], end: 0 },
  { name: 'deletes: throttled', faults: [request(DELETE, 'RequestThrottled', 403)], end: 0 },
  { name: 'deletes: done, answers lost', faults: [{ operation: DELETE, kind: 'lost', probability: 0.3 }], end: 0 },
  { name: 'deletes denied from the start', faults: [denied(DELETE)], end: 4 },
  { name: 'deletes denied from the fourth request on', faults: [denied(DELETE, 3)], end: 4, isQuick: true },
  { name: 'receives: empty', faults: [{ operation: RECEIVE, kind: 'empty', probability: 0.3 }], end: 0 },
  {
    name: 'receives: duplicates',
    // So few that a message is given again while the first that got it is at work on it.
    letters: mixed(40, ['set', 'delete']),
    faults: [
      { operation: RECEIVE, kind: 'again', probability: 0.5 },
      { operation: '*', kind: 'latency', milliseconds: 50, probability: 0.5 },
    ],
    end: 'so',
    isQuick: true,
  },
  // The same one three times is the end of a run.
  { name: 'receives: requests 500', faults: [request(RECEIVE, 'InternalError', 500)], end: [0, 4] },
  { name: 'receives: throttled', faults: [request(RECEIVE, 'RequestThrottled', 403)], end: [0, 4] },
  // What a lost answer held is hidden, and nobody has its receipt.
  {
    name: 'receives: done, answers lost',
    faults: [{ operation: RECEIVE, kind: 'lost', probability: 0.2 }],
    end: [3, 4],
  },
  { name: 'receives denied from the fourth on', faults: [denied(RECEIVE, 3)], end: 4 },
  { name: 'releases: requests 500', faults: [request(HIDE, 'InternalError', 500), denied('PutEvents', 2)], end: 4 },
  { name: 'everything throttled', faults: [throttled('*', 'ThrottlingException', 400)], end: 'so' },
];

function entry(operation: string, code: string, status: number): FaultRule {
  return { operation, kind: 'entry', code, status, probability: 0.2 };
}

function request(operation: string, code: string, status: number): FaultRule {
  return { operation, kind: 'request', code, status, probability: 0.2 };
}

function throttled(operation: string, code: string, status: number): FaultRule {
  return { operation, kind: 'request', code, status, probability: 0.1 };
}

function denied(operation: string, after = 0): FaultRule {
  return { operation, kind: 'request', code: 'AccessDeniedException', status: 400, probability: 1, after };
}
