import { describe, expect, it } from 'vitest';
import { EXIT, Failure } from '../../../src/app/failures.ts';
import { SAMPLE_SIZE, type SampleEvent, sample } from '../../../src/app/list/sample.ts';
import { NO_SELECTION } from '../../../src/domain/selection/selection.ts';
import { many, noKey, timedOut } from '../../support/builders/dead-letters.ts';
import { portsOf, type World } from '../../support/fakes/use-cases.ts';

const DOWN = new Failure(EXIT.aws, 'ServiceUnavailable', 'SQS is down', 'Wait.');
const MANY = [...many(150, timedOut), ...many(80, noKey, 'k')];

/** All that a sample of that world told, and the queue after it. */
async function sampled(world: World, signal = new AbortController().signal) {
  const ports = portsOf(world);
  const events: SampleEvent[] = [];
  const request = { selection: NO_SELECTION, endpointHosts: [] };
  for await (const event of sample(ports, request, signal)) events.push(event);
  return { events, last: events.at(-1), visible: ports.queue.visible.length };
}

describe('a sample', () => {
  it('reads a bounded part of a long queue, says why, and hands all of it back', async () => {
    const { events, last, visible } = await sampled({ messages: MANY });
    expect(events[0]).toEqual({ kind: 'reading', read: 0 });
    if (last?.kind !== 'sampled') throw new Error('no sample');
    expect(last.sample).toMatchObject({ read: SAMPLE_SIZE, visible: MANY.length, stuck: 0, interrupted: false });
    expect(last.sample.groups.reduce((sum, { count }) => sum + count, 0)).toBe(SAMPLE_SIZE);
    expect(visible).toBe(MANY.length);
  });

  it('reads all of a short one, and nothing of an empty one', async () => {
    const short = await sampled({ messages: many(7, noKey, 'k') });
    expect(short.last).toMatchObject({ sample: { read: 7, groups: [{ cause: 'key-missing', count: 7 }] } });
    expect((await sampled({ messages: [] })).last).toMatchObject({ sample: { read: 0, groups: [] } });
  });

  it('hands back what it has when it is interrupted', async () => {
    const controller = new AbortController();
    const { last, visible } = await sampled(
      { messages: MANY, queue: { received: () => controller.abort() } },
      controller.signal,
    );
    expect(last).toMatchObject({ kind: 'sampled', sample: { interrupted: true } });
    expect(visible).toBe(MANY.length);
  });

  it('counts what it could not hand back', async () => {
    const releaseFails = (id: string) => (id === 'k0001' ? { code: 'AccessDenied', retryable: false } : undefined);
    const { last } = await sampled({ messages: many(3, noKey, 'k'), queue: { releaseFails } });
    expect(last).toMatchObject({ sample: { read: 3, stuck: 1 } });
  });

  it('tells why it could not look', async () => {
    const { last, visible } = await sampled({
      messages: MANY,
      queue: { receiveFails: (call) => (call > 3 ? DOWN : undefined) },
    });
    expect(last).toEqual({ kind: 'failed', failure: DOWN, stuck: 0 });
    const refused = await sampled({ messages: MANY, queue: { claims: { redrivePolicy: '{}' } } });
    expect(refused.last).toMatchObject({ kind: 'failed', failure: { code: 'RedrivePolicy' }, stuck: 0 });
    expect(visible).toBe(MANY.length);
  });
});
