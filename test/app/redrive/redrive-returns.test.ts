import { describe, expect, it } from 'vitest';
import type { ReceivedMessage } from '../../../src/domain/dead-letter/message.ts';
import type { Target } from '../../../src/domain/eventbridge/target.ts';
import { many, noKey, timedOut } from '../../support/builders/dead-letters.ts';
import { FakeIntegration, found, MISSING } from '../../support/fakes/fake-integration.ts';
import { turns } from '../../support/fakes/turns.ts';
import { portsOf, redriven } from '../../support/fakes/use-cases.ts';

const deployed = await new FakeIntegration().targets({ name: 'cacheSet' });
const TARGET = deployed.kind === 'found' ? deployed.value[0] : undefined;

/** The same message, but holding the event of that id. */
function withEvent(message: ReceivedMessage, id: string): ReceivedMessage {
  return { ...message, body: JSON.stringify({ ...JSON.parse(message.body), id }) };
}

describe('an event that fails again at once', () => {
  it('is held as returned, and not sent round and round', async () => {
    const ports = portsOf({ messages: many(1, timedOut) });
    const { send } = ports.bus;
    ports.bus.send = async (batch) => {
      const answer = await send.call(ports.bus, batch);
      const newEventId = answer.kind === 'answered' ? answer.results[0]?.eventId : undefined;
      if (newEventId) ports.queue.add(withEvent(timedOut(`again-${ports.bus.requests.length}`), newEventId));
      return answer;
    };
    const { outcomes } = await redriven(ports);
    expect(outcomes).toEqual(['again-1 held: returned', 'm0000 removed']);
    expect(ports.bus.requests).toHaveLength(1);
  });

  it('is held also when it is back before the bus has answered', async () => {
    const ports = portsOf({ messages: many(40, timedOut) });
    const { send } = ports.bus;
    ports.bus.send = async (batch) => {
      const answer = await send.call(ports.bus, batch);
      const ids = answer.kind === 'answered' ? answer.results.flatMap(({ eventId }) => eventId ?? []) : [];
      for (const id of ids) ports.queue.add(withEvent(timedOut(`again-${id}`), id));
      // The other worker receives them and would send them before this answer is heard.
      await turns(8);
      return answer;
    };
    const { end } = await redriven(ports);
    expect(end.tally).toMatchObject({ received: 80, removed: 40, held: 40 });
    expect(ports.bus.accepted).toHaveLength(40);
  });
});

describe('two dead letters of one event', () => {
  it('put it on the bus once', async () => {
    const [one, two] = many(2, timedOut) as [ReceivedMessage, ReceivedMessage];
    const ports = portsOf({ messages: [withEvent(one, 'the-event'), withEvent(two, 'the-event')] });
    const { outcomes } = await redriven(ports);
    expect(outcomes).toEqual(['m0000 removed', 'm0001 held: sent-for-sibling']);
    expect(ports.bus.accepted).toEqual(['m0000']);
  });
});

describe('a target that would lose the event', () => {
  it.each([
    ['target-missing', { targets: () => found([]) }],
    ['rule-missing', { targets: () => MISSING }],
    ['target-missing', { destination: () => MISSING }],
  ])('is held: %s', async (reason, integration) => {
    const { outcomes } = await redriven(portsOf({ messages: many(1, timedOut), integration }));
    expect(outcomes).toEqual([`m0000 held: ${reason}`]);
  });

  it('is held when it has no dead letter queue any more, unless that is forced', async () => {
    const integration = {
      targets: () => found([{ ...(TARGET as Target), deadLetterArn: undefined }]),
    };
    const world = { messages: many(1, timedOut), integration };
    expect((await redriven(portsOf(world))).outcomes).toEqual(['m0000 held: dlq-missing']);
    expect((await redriven(portsOf(world), { forced: new Set(['dlq']) })).outcomes).toEqual(['m0000 removed']);
  });

  it('is held when the message does not name it', async () => {
    const [message] = many(1, timedOut) as [ReceivedMessage];
    const { TARGET_ARN, ...attributes } = message.attributes;
    const { outcomes } = await redriven(portsOf({ messages: [{ ...message, attributes }] }));
    expect(outcomes).toEqual(['m0000 held: target-missing']);
  });
});

describe('a rule', () => {
  it('that is disabled while events are on their way leaves them unknown, and the others held', async () => {
    let state = 'ENABLED';
    const ports = portsOf({
      messages: many(40, timedOut),
      integration: { rule: () => found({ state, pattern: '{"detail-type":["cacheSet"]}' }) },
    });
    const { send } = ports.bus;
    let requests = 0;
    ports.bus.send = async (batch) => {
      const answer = await send.call(ports.bus, batch);
      requests += 1;
      if (requests === 2) state = 'DISABLED';
      return answer;
    };
    const { end } = await redriven(ports, { concurrency: 1 });
    expect(end.tally).toMatchObject({ removed: 10, unknown: 10 * (requests - 1), held: 40 - 10 * requests });
    expect(ports.queue.removed).toHaveLength(10);
    expect(ports.file.stored.filter((one) => one.state === 'unknown')).toHaveLength(10 * (requests - 1));
  });
});

describe('a message that SQS delivers twice in one answer', () => {
  it('is sent once', async () => {
    const ports = portsOf({ messages: [...many(1, timedOut), ...many(1, noKey, 'k')] });
    const { receive } = ports.queue;
    ports.queue.receive = async (request) => {
      const messages = await receive.call(ports.queue, request);
      return [...messages, ...messages];
    };
    const { end } = await redriven(ports);
    expect(end.tally).toMatchObject({ received: 2, selected: 2, removed: 1, held: 1 });
    expect(ports.bus.accepted).toHaveLength(1);
  });
});
