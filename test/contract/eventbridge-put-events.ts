import {
  InvalidEventPatternException,
  PutEventsCommand,
  type PutEventsRequestEntry,
  TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import type { Engine } from './engine.ts';
import { eventBridgeBenchOf } from './eventbridge-bench.ts';

const ENTRY: PutEventsRequestEntry = { Source: 'shop', DetailType: 'none-matches', Detail: '{"a":1}' };
const EVENT = {
  version: '0',
  id: '1',
  'detail-type': 'cacheSet',
  source: 'shop',
  account: '000000000000',
  time: '2025-01-01T00:00:00Z',
  region: 'us-east-1',
  resources: [],
  detail: {
    n: 5,
    ip: '10.0.0.7',
    items: [
      { name: 'a', price: 1 },
      { name: 'b', price: 2 },
    ],
  },
};

const REFUSED: readonly (readonly [string, PutEventsRequestEntry, string])[] = [
  ['no source', { ...ENTRY, Source: undefined }, 'InvalidArgument'],
  ['no detail-type', { ...ENTRY, DetailType: undefined }, 'InvalidArgument'],
  ['no detail', { ...ENTRY, Detail: undefined }, 'InvalidArgument'],
  ['a detail that is no JSON', { ...ENTRY, Detail: '{' }, 'MalformedDetail'],
  ['a detail that is no object', { ...ENTRY, Detail: '[1]' }, 'MalformedDetail'],
  ['a source of AWS', { ...ENTRY, Source: 'aws.events' }, 'NotAuthorizedForSourceException'],
];

/** PutEvents and TestEventPattern. */
export function putEventsContract(engine: Engine): void {
  describe(`${engine.name}: PutEvents`, () => {
    const bench = eventBridgeBenchOf(engine);
    const put = (Entries: PutEventsRequestEntry[]) => bench.client.send(new PutEventsCommand({ Entries }));

    it.each(REFUSED)('refuses %s, that entry alone, and keeps the order', async (_, entry, code) => {
      const answer = await put([ENTRY, entry, ENTRY]);
      expect(answer.FailedEntryCount).toBe(1);
      expect(answer.Entries).toEqual([
        { EventId: expect.any(String) },
        { ErrorCode: code, ErrorMessage: expect.any(String) },
        { EventId: expect.any(String) },
      ]);
    });

    it('answers success for a bus that does not exist', async () => {
      const answer = await put([{ ...ENTRY, EventBusName: 'no-such-bus' }]);
      expect(answer).toMatchObject({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }] });
    });

    it('takes one to ten entries', async () => {
      expect((await put(Array.from({ length: 10 }, () => ENTRY))).Entries).toHaveLength(10);
      await expect(put(Array.from({ length: 11 }, () => ENTRY))).rejects.toMatchObject({ name: 'ValidationException' });
      await expect(put([])).rejects.toMatchObject({ name: 'ValidationException' });
    });

    it('takes 1,048,576 bytes a request and not one more, a time being 14 of them', async () => {
      const fixed = 'shop'.length + 'large'.length + '{"a":""}'.length + 14;
      const entry = (bytes: number): PutEventsRequestEntry => ({
        Source: 'shop',
        DetailType: 'large',
        Detail: `{"a":"${'x'.repeat(bytes - fixed)}"}`,
        Time: new Date(0),
      });
      expect((await put([entry(1_048_576)])).FailedEntryCount).toBe(0);
      await expect(put([entry(1_048_577)])).rejects.toMatchObject({ name: 'ValidationException' });
    });
  });

  describe(`${engine.name}: TestEventPattern`, () => {
    const bench = eventBridgeBenchOf(engine);
    const test = async (pattern: unknown, event: unknown = EVENT) =>
      (
        await bench.client.send(
          new TestEventPatternCommand({ EventPattern: JSON.stringify(pattern), Event: JSON.stringify(event) }),
        )
      ).Result;

    it.each([
      [{ 'detail-type': ['cacheSet', 'cacheDelete'] }, true],
      [{ 'detail-type': ['cacheDelete'] }, false],
      [{ source: [{ prefix: 'sh' }], detail: { n: [{ numeric: ['>', 4, '<=', 5] }] } }, true],
      [{ source: [{ 'anything-but': ['shop'] }] }, false],
      [{ detail: { absent: [{ exists: false }] } }, true],
      [{ source: [{ suffix: 'OP' }] }, false],
      [{ source: [{ suffix: { 'equals-ignore-case': 'OP' } }], 'detail-type': [{ wildcard: 'c*S*t' }] }, true],
      [{ 'detail-type': [{ 'anything-but': { wildcard: ['cache*', '*Get'] } }] }, false],
      [{ detail: { ip: [{ cidr: '10.0.0.0/24' }] } }, true],
      [{ $or: [{ source: ['other'] }, { detail: { n: [5] } }] }, true],
      [{ detail: { items: { name: ['a'], price: [2] } } }, false],
      [{ detail: { items: { name: ['b'], price: [2] } } }, true],
    ])('%j: %s', async (pattern, matches) => {
      expect(await test(pattern)).toBe(matches);
    });

    it.each([
      { source: [{ wildcard: 'a**' }] },
      { source: [{ contains: 'a' }] },
      { $or: [{ source: ['shop'] }] },
      { detail: { ip: [{ cidr: '10.0.0.0' }] } },
    ])('refuses the pattern %j', async (pattern) => {
      await expect(test(pattern)).rejects.toBeInstanceOf(InvalidEventPatternException);
    });

    it('wants a whole envelope', async () => {
      await expect(test({ source: ['shop'] }, { source: 'shop' })).rejects.toThrow();
    });
  });
}
