import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BusAnswer, type EntryResult, type Settlement, settle } from '../../../../src/domain/redrive/settle.ts';
import { entry } from '../../../support/builders/entries.ts';

const accepted = (eventId: string): EntryResult => ({ eventId, errorCode: undefined, errorMessage: undefined });
const failed = (errorCode: string): EntryResult => ({ eventId: undefined, errorCode, errorMessage: 'because' });
const SILENT: EntryResult = { eventId: undefined, errorCode: undefined, errorMessage: undefined };

const kindOf = (answer: BusAnswer): Settlement['kind'] | undefined => settle([entry()], answer)[0]?.kind;

describe('settle', () => {
  it('pairs entries and results in their order', () => {
    const entries = ['m1', 'm2', 'm3', 'm4'].map((messageId) => entry({ messageId }));
    const results = [accepted('e1'), failed('ThrottlingException'), failed('MalformedDetail'), accepted('e4')];
    expect(settle(entries, { kind: 'answered', results })).toEqual([
      { kind: 'accepted', entry: entries[0], newEventId: 'e1' },
      { kind: 'retry', entry: entries[1], code: 'ThrottlingException', message: 'because' },
      { kind: 'refused', entry: entries[2], code: 'MalformedDetail', message: 'because' },
      { kind: 'accepted', entry: entries[3], newEventId: 'e4' },
    ]);
  });

  it('lets a request that did not leave be made again', () => {
    expect(kindOf({ kind: 'not-sent' })).toBe('retry');
  });

  it.each([
    ['InternalFailure', 'retry'],
    ['ThrottlingException', 'retry'],
    ['InvalidArgument', 'refused'],
    ['MalformedDetail', 'refused'],
    ['NotAuthorizedForSourceException', 'refused'],
    ['NotAuthorizedForDetailTypeException', 'refused'],
    ['SomethingNew', 'refused'],
    ['__proto__', 'refused'],
  ])('an entry that failed with %s is to be %s', (code, kind) => {
    expect(kindOf({ kind: 'answered', results: [failed(code)] })).toBe(kind);
  });

  it.each([
    ['neither an id nor an error', SILENT],
    ['an empty id', accepted('')],
  ])('a result with %s is unknown', (_, result) => {
    expect(kindOf({ kind: 'answered', results: [result] })).toBe('unknown');
  });

  it('a result with both is no success', () => {
    expect(kindOf({ kind: 'answered', results: [{ ...failed('InternalFailure'), eventId: 'e' }] })).toBe('retry');
  });

  it.each([
    ['too few', [accepted('e1')]],
    ['too many', [accepted('e1'), accepted('e2'), accepted('e3')]],
    ['no', []],
  ])('%s results leave every entry unknown', (_, results) => {
    const entries = [entry({ messageId: 'm1' }), entry({ messageId: 'm2' })];
    const settled = settle(entries, { kind: 'answered', results });
    expect(settled.map((one) => [one.kind, one.entry.messageId])).toEqual([
      ['unknown', 'm1'],
      ['unknown', 'm2'],
    ]);
  });

  it('a request that was refused or lost holds for each of its entries', () => {
    const refused = { kind: 'refused', code: 'AccessDenied', message: 'no' } as const;
    expect(kindOf({ ...refused, retryable: false })).toBe('refused');
    expect(kindOf({ ...refused, retryable: true })).toBe('retry');
    expect(settle([entry()], { kind: 'lost', reason: 'cut' })).toEqual([
      { kind: 'unknown', entry: entry(), reason: 'cut' },
    ]);
  });

  it('ends every entry exactly once, and calls none accepted that got no id', () => {
    const result = fc.oneof(fc.constant(SILENT), fc.string().map(accepted), fc.string().map(failed));
    const answer: fc.Arbitrary<BusAnswer> = fc.oneof(
      fc.array(result, { maxLength: 12 }).map((results): BusAnswer => ({ kind: 'answered', results })),
      fc.string().map((reason): BusAnswer => ({ kind: 'lost', reason })),
      fc.boolean().map((retryable): BusAnswer => ({ kind: 'refused', code: 'c', message: 'm', retryable })),
    );
    fc.assert(
      fc.property(fc.nat({ max: 10 }), answer, (count, said) => {
        const entries = Array.from({ length: count }, (_, at) => entry({ messageId: `m${at}` }));
        const settled = settle(entries, said);
        expect(settled.map((one) => one.entry)).toEqual(entries);
        const ids = said.kind === 'answered' ? said.results.map((one) => one.eventId) : [];
        const taken = settled.filter((one) => one.kind === 'accepted');
        expect(taken.every((one) => one.newEventId !== '' && ids[entries.indexOf(one.entry)] === one.newEventId)).toBe(
          true,
        );
      }),
    );
  });
});
