import type { FaultRule } from '../../src/sandbox/faults/faults.ts';
import { type Cell, mixed } from './cell.ts';

const PUT = { operation: 'PutEvents' } as const;

/** API reference, "PutEventsResultEntry": those that may be tried again. */
const RETRYABLE = ['InternalFailure', 'InternalException', 'ThrottlingException'];
/** The same page: those that will be refused again, and one that no page knows. */
const FINAL = [
  'InvalidAccountIdException',
  'InvalidArgument',
  'MalformedDetail',
  'NotAuthorizedForDetailTypeException',
  'NotAuthorizedForSourceException',
  'RedactionFailure',
  'SomethingNew',
];

/** Which error codes of a whole request say that nothing of it was accepted, and which leave it open. */
const REQUESTS: readonly (readonly [string, number, Cell['end']])[] = [
  ['ThrottlingException', 400, 0],
  ['TooManyRequestsException', 429, 0],
  ['ValidationException', 400, 3],
  ['InternalException', 500, 3],
  ['ServiceUnavailable', 503, 3],
];

/** The bus fails. */
export const BUS_CELLS: readonly Cell[] = [
  { name: 'nothing', end: 0, isQuick: true },
  { name: 'nothing; some can never be sent', letters: mixed(60, ['set', 'delete-without-key']), end: 3 },
  ...RETRYABLE.map((code) => ({
    name: `PutEvents entries: ${code}`,
    faults: [entry(code)],
    end: 0,
    isQuick: code === 'InternalFailure',
  })),
  ...FINAL.map((code) => ({
    name: `PutEvents entries: ${code}`,
    faults: [entry(code)],
    end: 3,
    isQuick: code === 'InvalidArgument',
  })),
  { name: 'PutEvents entries: AccessDeniedException', faults: [entry('AccessDeniedException')], end: 4 },
  ...REQUESTS.map(([code, status, end]) => ({
    name: `PutEvents requests: ${status} ${code}`,
    // One for certain, for chance alone may let all pass.
    faults: [
      { ...PUT, kind: 'request', code, status, probability: 1, times: 1, after: 3 } satisfies FaultRule,
      { ...PUT, kind: 'request', code, status, probability: 0.2 } satisfies FaultRule,
    ],
    end,
  })),
  {
    name: 'PutEvents: every request 500',
    faults: [{ ...PUT, kind: 'request', code: 'InternalException', status: 500, probability: 1 }],
    end: 3,
  },
  { name: 'PutEvents denied from the start', faults: [denied()], end: 4 },
  { name: 'PutEvents denied from the fourth request on', faults: [denied(3)], end: 4, isQuick: true },
  {
    name: 'PutEvents accepted, answers lost',
    faults: [{ ...PUT, kind: 'lost', probability: 0.3 }],
    end: 3,
    isQuick: true,
  },
  {
    name: 'PutEvents accepted, answers lost; --resend-unknown',
    faults: [{ ...PUT, kind: 'lost', probability: 0.3 }],
    rerun: { words: ['--resend-unknown'], end: 0 },
    end: 3,
  },
  {
    name: 'PutEvents accepted, answers lost; --hold-unknown',
    faults: [{ ...PUT, kind: 'lost', probability: 0.3 }],
    rerun: { words: ['--hold-unknown'], end: 3 },
    end: 3,
  },
];

function entry(code: string): FaultRule {
  return { ...PUT, kind: 'entry', code, probability: 0.2 };
}

function denied(after = 0): FaultRule {
  return { ...PUT, kind: 'request', code: 'AccessDeniedException', status: 400, probability: 1, after };
}
