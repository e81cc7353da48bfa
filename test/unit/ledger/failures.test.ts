import { describe, expect, it } from 'vitest';
import { cannotUse } from '../../../src/ledger/failures.ts';

describe('what SQLite says', () => {
  it.each([
    [5, 'LedgerBusy'],
    [6, 'LedgerBusy'],
    [8, 'LedgerNotWritable'],
    [8 + 256 * 4, 'LedgerNotWritable'],
    [11, 'LedgerDamaged'],
    [13, 'LedgerFull'],
    [14, 'LedgerNotWritable'],
    [26, 'LedgerForeign'],
  ])('as %i becomes %s before a run', (errcode, code) => {
    expect(cannotUse('/x', Object.assign(new Error('said'), { errcode }))).toMatchObject({ code });
  });
});
