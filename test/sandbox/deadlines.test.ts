import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDeadlines, type Deadline } from '../../src/sandbox/time/deadlines.ts';

describe('deadlines', () => {
  it('come out by time, those of one time in the order of their adding, without the cancelled ones', () => {
    const added = fc.array(fc.record({ at: fc.nat(50), cancelled: fc.boolean() }), { maxLength: 400 });
    fc.assert(
      fc.property(added, (plan) => {
        const deadlines = createDeadlines<number>();
        const all = plan.map(({ at }, order) => deadlines.add(at, order));
        plan.forEach(({ cancelled }, order) => {
          if (cancelled) deadlines.cancel(all[order] as Deadline<number>);
        });
        const expected = plan
          .map(({ at, cancelled }, order) => ({ at, cancelled, order }))
          .filter(({ cancelled }) => !cancelled)
          .sort((one, other) => one.at - other.at || one.order - other.order)
          .map(({ order }) => order);
        const taken: number[] = [];
        for (let due = deadlines.takeDue(50); due !== undefined; due = deadlines.takeDue(50)) taken.push(due.item);
        expect(taken).toEqual(expected);
      }),
    );
  });

  it('leave what is not due yet', () => {
    const deadlines = createDeadlines<string>();
    deadlines.add(10, 'later');
    expect(deadlines.takeDue(9)).toBeUndefined();
    expect(deadlines.next()?.at).toBe(10);
    expect(deadlines.takeDue(10)?.item).toBe('later');
    expect(deadlines.next()).toBeUndefined();
  });
});
