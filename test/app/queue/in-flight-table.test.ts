import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InFlight, ScratchPort } from '../../../src/app/ports.ts';
import { IdSet } from '../../../src/app/queue/id-set.ts';
import { InFlightTable } from '../../../src/app/queue/in-flight-table.ts';
import { scratchTables } from '../../../src/ledger/scratch-tables.ts';

const ids = fc.integer({ min: 0, max: 30 }).map((at) => `id-${at}`);
const BROKEN: ScratchPort = {
  ids: () => {
    throw new Error('no room');
  },
  inFlight: () => {
    throw new Error('no room');
  },
};
const PLACES: readonly (readonly [string, () => ScratchPort | undefined])[] = [
  ['in memory alone', () => undefined],
  ['beside memory', scratchTables],
  ['in memory where nothing else can be written', () => BROKEN],
];

describe.each(PLACES)('a lease table %s', (_, place) => {
  it('is a map, whatever has moved out', () => {
    const steps = fc.array(fc.record({ put: fc.boolean(), id: ids }), { maxLength: 80 });
    fc.assert(
      fc.property(steps, (all) => {
        const table = new InFlightTable(place(), 4);
        const model = new Map<string, InFlight>();
        for (const [at, { put, id }] of all.entries()) {
          const entry = { receiptHandle: `${id}#${at}`, since: at, end: at + 100 };
          if (put) table.set(id, entry);
          else expect(table.delete(id)).toBe(model.has(id));
          model.delete(id);
          if (put) model.set(id, entry);
          expect(table.size).toBe(model.size);
          expect(table.get(id)).toEqual(model.get(id));
          const due = [...model].filter(([, { end }]) => end <= 140);
          expect(table.countEndingBy(140)).toBe(due.length);
          expect(table.endingBy(140, 3)).toEqual(due.slice(0, 3));
          expect(table.endingBy(Number.POSITIVE_INFINITY, 1000)).toEqual([...model]);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe.each(PLACES)('an id set %s', (_, place) => {
  it('is a set, whatever has moved out', () => {
    const steps = fc.array(fc.record({ put: fc.boolean(), id: ids }), { maxLength: 80 });
    fc.assert(
      fc.property(steps, (all) => {
        const set = new IdSet(place(), 4);
        const model = new Set<string>();
        for (const { put, id } of all) {
          if (put) expect(set.add(id)).toBe(!model.has(id));
          else set.delete(id);
          if (put) model.add(id);
          else model.delete(id);
          expect(set.size).toBe(model.size);
          expect(set.has(id)).toBe(model.has(id));
        }
      }),
      { numRuns: 100 },
    );
  });
});
