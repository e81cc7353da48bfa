import fc from 'fast-check';
import type { Entry } from '../../../src/domain/redrive/entry.ts';

export const BUS_ARN = 'arn:aws:events:us-east-1:123456789012:event-bus/default';

/** An entry for the default bus with as many bytes as its detail says, and two more. */
export function entry(change: Partial<Entry> = {}): Entry {
  return {
    messageId: 'm',
    busArn: BUS_ARN,
    source: 's',
    detailType: 't',
    detail: '{}',
    resources: [],
    time: undefined,
    traceHeader: undefined,
    ...change,
  };
}

/** Entries of all sizes for up to three buses, each with a message id of its own. */
export const anyEntries = fc
  .array(
    fc.record({
      bus: fc.constantFrom('a', 'b', 'c'),
      size: fc.oneof(fc.integer({ min: 2, max: 1000 }), fc.integer({ min: 200_000, max: 1_100_000 })),
      time: fc.constantFrom(undefined, '2026-01-31T12:00:00Z'),
    }),
    { maxLength: 40 },
  )
  .map((all) =>
    all.map(({ bus, size, time }, at) =>
      entry({ messageId: `m${at}`, busArn: `${BUS_ARN}-${bus}`, detail: 'x'.repeat(size), time }),
    ),
  );
