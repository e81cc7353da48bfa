import { describe, expect, it } from 'vitest';
import { type Delivery, type PutEventsPorts, putEvents } from '../../../src/app/redrive/put-events.ts';
import type { RequestRecord } from '../../../src/app/redrive/recorder.ts';
import type { Entry } from '../../../src/domain/redrive/entry.ts';
import { type BusScript, FakeBus } from '../../support/fakes/fake-bus.ts';
import { FakeClock } from '../../support/fakes/fake-clock.ts';
import { firstTimes } from '../../support/fakes/first-times.ts';

const NEVER = new AbortController().signal;
const UNWRITTEN: RequestRecord = { intend: async (entries) => entries, settle: async () => {} };

function entries(count: number, busArn = 'bus'): Entry[] {
  return Array.from({ length: count }, (_, at) => ({
    messageId: `${busArn}-${at}`,
    busArn,
    source: 's',
    detailType: 'cacheSet',
    detail: '{}',
    resources: [],
    time: undefined,
    traceHeader: undefined,
  }));
}

async function delivered(given: readonly Entry[], script: BusScript, mayGoOn: () => boolean = () => true) {
  const bus = new FakeBus(script);
  const clock = new FakeClock();
  let slowedDown = 0;
  const ports: PutEventsPorts = {
    bus,
    record: UNWRITTEN,
    pause: (milliseconds) => clock.pause(milliseconds, NEVER),
    slowDown: () => {
      slowedDown += 1;
    },
  };
  const all: Delivery[] = [];
  for await (const some of putEvents(ports, given, mayGoOn)) all.push(...some);
  return { bus, clock, slowedDown, ends: all.map((one) => `${one.entry.messageId} ${one.kind}`), all };
}

describe('delivering', () => {
  it('packs at most ten a request and one bus a request, and ends each entry once', async () => {
    const { bus, ends } = await delivered([...entries(23), ...entries(2, 'other')], {});
    expect(bus.requests.map((request) => [request.busArn, request.entries.length])).toEqual([
      ['bus', 10],
      ['bus', 10],
      ['bus', 3],
      ['other', 2],
    ]);
    expect(new Set(ends).size).toBe(25);
    expect(ends.every((end) => end.endsWith('accepted'))).toBe(true);
  });

  it('asks again only for what may be retried, with growing pauses', async () => {
    const fails = firstTimes(3);
    const { bus, clock, ends } = await delivered(entries(3), {
      entry: ({ messageId }) => {
        if (messageId === 'bus-1') return 'MalformedDetail';
        return messageId === 'bus-2' && fails() ? 'ThrottlingException' : undefined;
      },
    });
    expect(ends).toEqual(['bus-0 accepted', 'bus-1 refused', 'bus-2 accepted']);
    expect(bus.requests.map((request) => request.entries.length)).toEqual([3, 1, 1, 1]);
    expect(clock.pauses).toEqual([100, 200, 400]);
  });

  it('gives up in the end, with the code', async () => {
    const { bus, all } = await delivered(entries(1), { entry: () => 'InternalFailure' });
    expect(bus.requests).toHaveLength(6);
    expect(all).toMatchObject([{ kind: 'refused', code: 'InternalFailure' }]);
  });

  it('asks a whole request again that was throttled', async () => {
    const first = firstTimes(1);
    const throttled = { kind: 'refused', code: 'ThrottlingException', message: '', retryable: true } as const;
    const { bus, ends } = await delivered(entries(2), { request: () => (first() ? throttled : 'obey') });
    expect(ends).toEqual(['bus-0 accepted', 'bus-1 accepted']);
    expect(bus.requests).toHaveLength(2);
  });

  it.each(['lose-the-answer', 'lose-the-request', 'one-result-short'] as const)(
    'never asks again for what is unknown: %s',
    async (what) => {
      const { bus, ends, clock } = await delivered(entries(2), { request: () => what });
      expect(ends).toEqual(['bus-0 unknown', 'bus-1 unknown']);
      expect(bus.requests).toHaveLength(1);
      expect(clock.pauses).toEqual([]);
    },
  );

  it('asks nothing more once it may not go on', async () => {
    const { bus, ends } = await delivered(entries(23), { entry: () => 'InternalFailure' }, firstTimes(2));
    expect(bus.requests).toHaveLength(2);
    expect(ends).toHaveLength(23);
    expect(ends.every((end) => end.endsWith('cut'))).toBe(true);
  });
});
