import { describe, expect, it } from 'vitest';
import type { Assignment } from '../../../src/domain/repair/repair.ts';
import { SAFE_ONLY } from '../../../src/domain/repair/repair.ts';
import { NO_SELECTION } from '../../../src/domain/selection/selection.ts';
import { set } from '../../support/builders/assignments.ts';
import { many, messageAlone, timedOut } from '../../support/builders/dead-letters.ts';
import { DENIED } from '../../support/fakes/fake-integration.ts';
import { listed, portsOf, redriven } from '../../support/fakes/use-cases.ts';

const WORDS = ['source=shop', 'detail.cacheName=orders', 'detail.key=order:1', 'detail.ttl=60'].map(set);

function allowing(values: readonly Assignment[], edits: Readonly<Record<string, readonly Assignment[]>> = {}) {
  const repair = { ...SAFE_ONLY, set: values, edits: new Map(Object.entries(edits)) };
  return { policy: { fix: true, repair, resolved: new Set<never>() } };
}

describe('what is left of an event', () => {
  it('is held without a word, and its rule is described once for all', async () => {
    const ports = portsOf({ messages: many(20, messageAlone) });
    const { end } = await redriven(ports);
    expect(end.tally).toMatchObject({ held: 20, sent: 0 });
    expect(ports.integration.lookups.filter((look) => look === 'rule')).toHaveLength(1);
  });

  it('needs no look at the rule in a queue of whole events', async () => {
    const ports = portsOf({ messages: many(5, timedOut) });
    await listed(ports);
    expect(ports.integration.lookups).not.toContain('rule');
  });

  it('is sent once it is complete, with the message that it holds', async () => {
    const ports = portsOf({ messages: [messageAlone('m'), messageAlone('n', 'sent')] });
    const { outcomes } = await redriven(ports, allowing(WORDS));
    expect(outcomes).toEqual(['m removed', 'n removed']);
    const [entry] = ports.bus.requests.flatMap(({ entries }) => entries.filter(({ messageId }) => messageId === 'm'));
    expect(entry).toMatchObject({ source: 'shop', detailType: 'cacheSet', time: undefined });
    expect(JSON.parse(entry?.detail ?? '')).toEqual({ message: 'paid', cacheName: 'orders', key: 'order:1', ttl: 60 });
  });

  it('has no detail-type where the rule may not be described', async () => {
    const ports = portsOf({ messages: [messageAlone('m')], integration: { rule: () => DENIED } });
    const { entries } = await redriven(ports, allowing(WORDS));
    expect(entries[0]?.decision).toMatchObject({ reason: 'needs-completion', members: ['detail-type'] });
  });

  it('goes through preflight as any other', async () => {
    const ports = portsOf({ messages: [messageAlone('m')] });
    const { outcomes } = await redriven(ports, allowing([...WORDS, set('detail-type=cacheDelete')]));
    expect(outcomes).toEqual(['m held: pattern-mismatch']);
  });

  it.each<[string, ReturnType<typeof allowing>]>([
    ['as it was completed', allowing(WORDS)],
    ['completed as nobody meant it', allowing(WORDS, { m: [set('detail.key=its-own')] })],
  ])('is not sent again when it comes back at once: %s', async (_, request) => {
    const ports = portsOf({ messages: [messageAlone('m')] });
    const { send } = ports.bus;
    ports.bus.send = async (batch) => {
      const answer = await send.call(ports.bus, batch);
      ports.queue.add({ ...messageAlone(`again-${ports.bus.requests.length}`), sentAt: ports.clock.now() - 30_000 });
      return answer;
    };
    const { outcomes } = await redriven(ports, request);
    expect(outcomes).toEqual(['again-1 held: returned', 'm removed']);
    expect(ports.bus.requests).toHaveLength(1);
  });

  it('is sent where another of the same look was there before, unless both would be the same event', async () => {
    const messages = [messageAlone('m'), messageAlone('n'), messageAlone('o')];
    const { outcomes } = await redriven(portsOf({ messages }), allowing(WORDS, { o: [set('detail.key=order:2')] }));
    expect(outcomes).toEqual(['m removed', 'n held: sent-for-sibling', 'o removed']);
  });
});

describe('edits of single messages', () => {
  it('are for those messages only', async () => {
    const ports = portsOf({ messages: [messageAlone('m'), messageAlone('n')] });
    const { outcomes, end } = await redriven(ports, allowing([], { m: WORDS }));
    expect(outcomes).toEqual(['m removed', 'n held: needs-completion']);
    expect(end).toMatchObject({ unmet: [], warnings: [] });
  });

  it('of which the messages were not met are told at the end', async () => {
    const edits = Object.fromEntries(['m', 'x1', 'x2', 'x3', 'x4', 'x5', 'x6'].map((id) => [id, WORDS]));
    const { end } = await redriven(portsOf({ messages: [messageAlone('m')] }), allowing([], edits));
    expect(end.unmet).toEqual(['x1', 'x2', 'x3', 'x4', 'x5', 'x6']);
    expect(end.warnings).toEqual([
      '--edits: these 6 message ids matched none of the selected messages: x1, x2, x3, x4, x5 and 1 more.',
    ]);
  });

  it('may name a message by the first eight characters of its id, and no fewer', async () => {
    const ports = () => portsOf({ messages: [messageAlone('1b9f64f0-aaaa'), messageAlone('2c9f64f0-bbbb')] });
    const { outcomes, end } = await redriven(ports(), allowing([], { '1b9f64f0': WORDS, '2c9f64f': WORDS }));
    expect(outcomes).toEqual(['1b9f64f0-aaaa removed', '2c9f64f0-bbbb held: needs-completion']);
    expect(end.unmet).toEqual(['2c9f64f']);
  });

  it('are given to no event where two selected messages begin alike', async () => {
    const ports = portsOf({ messages: [messageAlone('1b9f64f0-aaaa'), messageAlone('1b9f64f0-bbbb')] });
    const { end } = await redriven(ports, allowing([], { '1b9f64f0': WORDS }));
    expect(end.failure).toMatchObject({ exit: 2, message: expect.stringMatching(/two selected messages begin with/) });
    expect(ports.bus.requests).toEqual([]);
  });

  it('are unmet, too, where the message was not selected', async () => {
    const selection = { ...NO_SELECTION, match: 'other' };
    const { end } = await redriven(portsOf({ messages: [messageAlone('m')] }), {
      ...allowing([], { m: WORDS }),
      selection,
    });
    expect(end.unmet).toEqual(['m']);
    expect(end.warnings).toEqual(['--edits: this message id matched none of the selected messages: m.']);
  });
});
