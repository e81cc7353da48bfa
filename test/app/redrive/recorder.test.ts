import { expect, it } from 'vitest';
import { EXIT, Failure } from '../../../src/app/failures.ts';
import { NO_LEDGER } from '../../../src/app/ledger/no-ledger.ts';
import { Recorder } from '../../../src/app/redrive/recorder.ts';
import { attempt } from '../../contract/ledger/bench.ts';

const FULL = new Failure(EXIT.partly, 'LedgerFailed', 'The disk is full.', 'Make room.');

/** A ledger of which one method fails once, as on a disk that is full for a moment. */
function failingOnce(method: 'intend' | 'settle' | 'removed') {
  let failed = false;
  const fails = async (): Promise<never> => {
    failed = true;
    throw FULL;
  };
  return {
    ...NO_LEDGER,
    get [method]() {
      return failed ? NO_LEDGER[method] : fails;
    },
  };
}

it.each(['intend', 'settle', 'removed'] as const)('nothing may be sent any more once %s has failed', async (method) => {
  const recorder = new Recorder(failingOnce(method));
  if (method === 'intend') expect(await recorder.intend([attempt('a')])).toEqual(new Set());
  if (method === 'settle') await recorder.settle([{ state: 'refused', messageId: 'a', code: 'Error' }]);
  if (method === 'removed') await recorder.removed(['a']);
  expect(recorder.failure).toBe(FULL);
  expect(await recorder.intend([attempt('b')])).toEqual(new Set());
});

it('a defect is no failure of the ledger', async () => {
  const broken = { ...NO_LEDGER, intend: () => Promise.reject(new TypeError('a defect')) };
  await expect(new Recorder(broken).intend([attempt('a')])).rejects.toThrow('a defect');
});
