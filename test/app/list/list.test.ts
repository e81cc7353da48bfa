import { describe, expect, it } from 'vitest';
import { EXIT, Failure } from '../../../src/app/failures.ts';
import { list } from '../../../src/app/list/list.ts';
import { isNamed, NO_SELECTION } from '../../../src/domain/selection/selection.ts';
import { foreign, many, noKey, timedOut } from '../../support/builders/dead-letters.ts';
import { destination } from '../../support/builders/examined.ts';
import { DENIED, found, MISSING } from '../../support/fakes/fake-integration.ts';
import { HICCUP } from '../../support/fakes/fake-queue.ts';
import { firstTimes } from '../../support/fakes/first-times.ts';
import { LIST_ALL, listed, portsOf } from '../../support/fakes/use-cases.ts';

const DOWN = new Failure(EXIT.aws, 'ServiceUnavailable', 'SQS is down', 'Wait.');
const STRANGER = destination('https://example.com/*');
const MESSAGES = [...many(43, timedOut), ...many(4, noKey, 'k'), foreign('strange')];

describe('a look at the queue', () => {
  it('tells every message once and hands every one back', async () => {
    const ports = portsOf({ messages: MESSAGES });
    const { ids, end } = await listed(ports);
    expect(ids.toSorted()).toEqual(MESSAGES.map(({ messageId }) => messageId).toSorted());
    expect(end).toMatchObject({ read: 48, unseen: 0, stuck: 0, interrupted: false, failure: undefined });
    expect(ports.queue.visible).toHaveLength(48);
  });

  it('tells a message once that came twice', async () => {
    const ports = portsOf({ messages: MESSAGES, queue: { twice: firstTimes(6) } });
    const { ids, end } = await listed(ports);
    expect(new Set(ids).size).toBe(ids.length);
    expect(end.read).toBe(48);
    expect(ports.queue.visible).toHaveLength(48);
  });

  it('reads all and tells what is selected', async () => {
    const { ids, end } = await listed(portsOf({ messages: MESSAGES }), {
      selection: { ...NO_SELECTION, causes: ['key-missing'] },
    });
    expect(ids).toHaveLength(4);
    expect(end.read).toBe(48);
  });

  it('stops at the hit and hands back what it had', async () => {
    const ports = portsOf({ messages: MESSAGES });
    const { ids, end } = await listed(ports, {
      selection: { ...NO_SELECTION, ids: ['m0001'] },
      enough: (examined) => isNamed('m0001', examined),
      isWhole: false,
    });
    expect(ids).toEqual(['m0001']);
    expect(end.read).toBeLessThanOrEqual(30);
    expect(ports.queue.visible).toHaveLength(48);
  });

  it('hands back after an interruption in the middle', async () => {
    const controller = new AbortController();
    const ports = portsOf({ messages: MESSAGES, queue: { received: () => controller.abort() } });
    const { end } = await listed(ports, {}, controller.signal);
    expect(end.interrupted).toBe(true);
    expect(end.read).toBe(20);
    expect(ports.queue.visible).toHaveLength(48);
  });

  it('hands back, and tells the failure at the end, when a receive fails midway', async () => {
    const ports = portsOf({ messages: MESSAGES, queue: { receiveFails: (call) => (call === 3 ? DOWN : undefined) } });
    const { end } = await listed(ports);
    expect(end.failure).toBe(DOWN);
    expect(end.read).toBeGreaterThanOrEqual(20);
    expect(end.read).toBeLessThan(48);
    expect(ports.queue.visible).toHaveLength(48);
  });

  it('hands back, and tells the failure at the end, when the integration cannot be looked at', async () => {
    const ports = portsOf({
      messages: MESSAGES,
      integration: {
        targets: () => {
          throw DOWN;
        },
      },
    });
    const { end } = await listed(ports);
    expect(end.failure).toBe(DOWN);
    expect(ports.queue.visible).toHaveLength(48);
  });

  it('hands back and rejects when it has a defect itself', async () => {
    const ports = portsOf({
      messages: MESSAGES,
      integration: {
        targets: () => {
          throw new TypeError('a defect');
        },
      },
    });
    await expect(listed(ports)).rejects.toThrow('a defect');
    expect(ports.queue.visible).toHaveLength(48);
  });

  it('hands back when its reader leaves early', async () => {
    const ports = portsOf({ messages: MESSAGES });
    for await (const event of list(ports, LIST_ALL, new AbortController().signal)) {
      if (event.kind === 'dead-letter') break;
    }
    expect(ports.queue.hidden).toEqual([]);
  });

  it('tells how many could not be handed back', async () => {
    const ports = portsOf({
      messages: MESSAGES,
      queue: { releaseFails: (id) => (id === 'strange' ? HICCUP : undefined) },
    });
    expect((await listed(ports)).end.stuck).toBe(1);
  });
});

describe('what a look could not see', () => {
  it('does not matter to who has seen enough', async () => {
    const ports = portsOf({ messages: many(5, timedOut), queue: { claims: { inFlight: 12 } } });
    expect((await listed(ports, { enough: () => true })).end).toMatchObject({ read: 5, unseen: 0, stuck: 0 });
  });

  it('is what others have in flight and what is delayed', async () => {
    const ports = portsOf({ messages: many(5, timedOut), queue: { claims: { inFlight: 12, delayed: 3 } } });
    const { end } = await listed(ports);
    // Five of the twelve are ours.
    expect(end).toMatchObject({ unseen: 7 + 3, unread: 0 });
    expect(ports.clock.pauses).toEqual([1000, 1000]);
  });

  it('is also what the queue says is visible and never gives', async () => {
    const { end } = await listed(portsOf({ messages: many(5, timedOut), queue: { empty: () => true } }));
    expect(end).toMatchObject({ read: 0, unseen: 5 });
  });
});

describe('a queue with a redrive policy of its own', () => {
  const queue = { claims: { redrivePolicy: '{"maxReceiveCount":3}' } };

  it('is refused before anything is received', async () => {
    const ports = portsOf({ messages: MESSAGES, queue });
    await expect(listed(ports)).rejects.toMatchObject({ exit: EXIT.refused, code: 'RedrivePolicy' });
    expect(ports.queue.receives).toBe(0);
  });

  it('is read when that check is forced', async () => {
    const { end } = await listed(portsOf({ messages: MESSAGES, queue }), { forced: new Set(['redrive-policy']) });
    expect(end.read).toBe(48);
  });
});

describe('the deployed integration', () => {
  it('is asked once for each rule and each destination', async () => {
    const ports = portsOf({ messages: MESSAGES });
    await listed(ports);
    expect(ports.integration.lookups.toSorted()).toEqual(['destination', 'destination', 'targets', 'targets']);
  });

  it.each([
    ['may not be read', DENIED, /could not be read \(AccessDeniedException\); the mapping .* is assumed/],
    ['is gone', MISSING, /does not exist any more; the mapping .* is assumed/],
  ])('is assumed, and that is said once, where it %s', async (_, targets, warning) => {
    const { end } = await listed(portsOf({ messages: many(30, timedOut), integration: { targets: () => targets } }));
    expect(end.warnings).toEqual([expect.stringMatching(warning)]);
    expect(end.read).toBe(30);
  });

  it('is doubted, once, where it changes the input of its targets and the queue has whole events', async () => {
    const { end } = await listed(portsOf({ messages: MESSAGES }));
    expect(end.warnings).toEqual([expect.stringContaining('Whole events are in the queue although')]);
  });

  it.each([
    ['whose target gets the whole event', many(3, noKey), {}],
    ['of another team', many(3, timedOut), { destination: () => found(STRANGER) }],
    ['that are no events', [foreign('strange')], {}],
  ])('is not doubted for messages %s', async (_, messages, integration) => {
    const { end } = await listed(portsOf({ messages, integration }));
    expect(end.warnings).toEqual([]);
  });
});
