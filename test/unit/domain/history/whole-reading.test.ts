import { describe, expect, it } from 'vitest';
import type { StateCounts } from '../../../../src/domain/history/attempt.ts';
import type { ReadingEnd, RunEnd, RunRecord } from '../../../../src/domain/history/run.ts';
import { goneBy, isWholeReading } from '../../../../src/domain/history/whole-reading.ts';
import { NOTHING, type Tally } from '../../../../src/domain/redrive/outcome.ts';

const QUEUE = 'arn:aws:sqs:us-east-1:123456789012:dlq';
const NONE: StateCounts = { intended: 0, accepted: 0, refused: 0, unknown: 0, removed: 0, left: 0 };
const WHOLE: ReadingEnd = { unseen: 0, stoppedEarly: false, keptThoughSent: 0 };
const END: RunEnd = {
  exit: 3,
  failure: undefined,
  interrupted: false,
  tally: { ...NOTHING, received: 4, selected: 4, held: 4 },
  reading: WHOLE,
};
const LEASE_MS = 300;

function run(id: string, startedAt: number, change: Partial<RunRecord> = {}): RunRecord {
  const about = { who: undefined, flags: '', plan: undefined, version: '1', sends: NONE, removals: NONE };
  const where = { queueArn: QUEUE, endpoint: 'aws', mode: 'redrive' } as const;
  return {
    id,
    startedAt,
    ...about,
    ...where,
    underWay: false,
    endedAt: undefined,
    aliveUntil: 0,
    end: undefined,
    ...change,
  };
}

const killed = run('killed', 1_000, { aliveUntil: 2_000 });
const reader = (id: string, startedAt: number, change: Partial<RunRecord> = {}) => {
  return run(id, startedAt, { endedAt: startedAt + 50, end: END, ...change });
};
const shown = (...runs: readonly RunRecord[]) => goneBy(runs, LEASE_MS)({ run: 'killed', queueArn: QUEUE });

describe('a run has read the whole queue', () => {
  const end = (change: Partial<RunEnd>) => ({ end: { ...END, ...change } });
  const reading = (change: Partial<ReadingEnd>) => end({ reading: { ...WHOLE, ...change } });
  const tally = (change: Partial<Tally>) => end({ tally: { ...END.tally, ...change } });
  it.each<[string, Partial<RunRecord>, boolean]>([
    ['when it ended by itself and left nothing unseen, whatever it held', {}, true],
    ['not while it has no end', { end: undefined }, false],
    ['not when it was interrupted', end({ interrupted: true }), false],
    ['not when it failed', end({ failure: 'AccessDenied' }), false],
    ['not when an older momento-eb ended it', end({ reading: undefined }), false],
    ['not when something was left unseen', reading({ unseen: 1 }), false],
    ['not when it stopped early', reading({ stoppedEarly: true }), false],
    ['not when it kept something that was sent', reading({ keptThoughSent: 1 }), false],
    ['not when it selected less than it received', tally({ selected: 3, held: 3 }), false],
    ['not from a FIFO queue', { queueArn: `${QUEUE}.fifo` }, false],
  ])('%s', (_, change, expected) => {
    expect(isWholeReading(reader('r', 5_000, change))).toBe(expected);
  });
});

describe('a message is gone', () => {
  it.each<[string, readonly RunRecord[], string | undefined]>([
    ['when a later run has read the whole queue', [reader('later', 2_300), killed], 'later'],
    ['by the first of several', [reader('last', 9_000), reader('first', 3_000), killed], 'first'],
    ['not while the lease of the dead may last', [reader('soon', 2_299), killed], undefined],
    ['after the lease of one that ended', [reader('later', 1_500), { ...killed, endedAt: 1_200, end: END }], 'later'],
    ['not when the run is under way', [reader('later', 2_300), { ...killed, underWay: true }], undefined],
    ['not from another queue', [reader('later', 2_300, { queueArn: `${QUEUE}-2` }), killed], undefined],
    ['not from the queue of a sandbox', [reader('later', 2_300, { endpoint: 'sandbox' }), killed], undefined],
    ['not when nobody has read it whole', [reader('later', 2_300, { end: undefined }), killed], undefined],
    ['not when nothing is known of its run', [reader('later', 2_300)], undefined],
  ])('%s', (_, runs, expected) => {
    expect(shown(...runs)).toBe(expected);
  });

  it('as every other message of that run, and not those of another queue', () => {
    const ask = goneBy([reader('later', 2_300), killed], LEASE_MS);
    const here = { run: 'killed', queueArn: QUEUE };
    expect([ask(here), ask(here)]).toEqual(['later', 'later']);
  });
});
