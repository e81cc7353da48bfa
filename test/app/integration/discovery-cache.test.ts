import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REMEMBERED_MS, throughCache } from '../../../src/app/integration/discovery-cache.ts';
import type { DiscoveryCachePort } from '../../../src/app/integration/discovery-ports.ts';
import { readStored, storedText } from '../../../src/domain/integration/stored.ts';
import { CREDENTIALS, givesAway, HOST, PASSWORD } from '../../support/builders/credentials.ts';
import { connection, destination, integration, route, target } from '../../support/builders/integrations.ts';
import { FakeClock } from '../../support/fakes/fake-clock.ts';

function remembering(clock: FakeClock) {
  let kept: string | undefined;
  let searches = 0;
  const cache: DiscoveryCachePort = {
    read: async () => kept,
    write: async (text) => {
      kept = text;
    },
  };
  const search = async () => {
    searches += 1;
    return { at: clock.now(), integrations: [integration()], warnings: [] };
  };
  return {
    look: (anew = false) => throughCache(cache, clock, anew, search),
    keep: cache.write,
    searches: () => searches,
  };
}

describe('what was found', () => {
  it('is found again in memory for five minutes', async () => {
    const clock = new FakeClock();
    const { look, searches } = remembering(clock);
    const first = await look();
    clock.advance(REMEMBERED_MS - 1);
    expect(await look()).toEqual(first);
    expect(searches()).toBe(1);
    clock.advance(1);
    expect((await look()).at).toBe(clock.now());
    expect(searches()).toBe(2);
  });

  it('is looked for anew when that is asked for, and remembered then', async () => {
    const clock = new FakeClock();
    const { look, searches } = remembering(clock);
    await look();
    clock.advance(1000);
    await look(true);
    expect((await look()).at).toBe(clock.now());
    expect(searches()).toBe(2);
  });

  it.each([
    ['nothing', ''],
    ['half a text', storedText({ at: 0, integrations: [integration()], warnings: [] }).slice(0, 100)],
    ['another version', JSON.stringify({ version: 0, at: Date.UTC(2026, 0, 31, 12), integrations: [], warnings: [] })],
    ['the future', storedText({ at: Date.UTC(2027, 0, 1), integrations: [], warnings: [] })],
    ['something else', JSON.stringify({ version: 1, at: Date.UTC(2026, 0, 31, 12), integrations: [{}], warnings: [] })],
  ])('is not taken from %s', async (_, text) => {
    const { look, keep, searches } = remembering(new FakeClock());
    await keep(text);
    expect((await look()).integrations).toHaveLength(1);
    expect(searches()).toBe(1);
  });
});

describe('a stored discovery', () => {
  it('is read as it was written', () => {
    const of = destination('set-destination');
    const input = { kind: 'transformer', paths: { a: '$.detail' }, template: '"<a>"' } as const;
    const retry = { maximumAttempts: undefined, maximumAgeSeconds: 60 };
    const full = route('set', {
      destination: of,
      ruleState: undefined,
      target: target(of, { input, retry, deadLetterArn: undefined }),
    });
    const discovery = {
      at: 5,
      integrations: [{ ...integration([full]), connections: [connection('main', { reason: 'because' })] }],
      warnings: ['w'],
    };
    expect(readStored(storedText(discovery))).toEqual(discovery);
  });

  it('holds no credential that a target or a destination carries', () => {
    const of = destination('set-destination', { endpoint: `https://${HOST}/cache?token=${CREDENTIALS.legacy}` });
    const http = { path: [], query: {}, headers: { Authorization: PASSWORD } };
    const input = { kind: 'constant', text: CREDENTIALS.v1 } as const;
    const text = storedText({
      at: 5,
      integrations: [integration([route('set', { destination: of, target: target(of, { http, input }) })])],
      warnings: [],
    });
    expect(text).not.toContain(PASSWORD);
    expect(Object.values(CREDENTIALS).filter((credential) => givesAway(text, credential))).toEqual([]);
    expect(readStored(text)?.integrations).toHaveLength(1);
  });

  it('is nothing for any other text', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => readStored(text) === undefined));
  });
});
