import { InvalidEventPatternException, TestEventPatternCommand } from '@aws-sdk/client-eventbridge';
import { expect } from 'vitest';
import { contractPart } from '../contract.ts';
import type { Engine } from '../engine.ts';
import { eventBridgeBenchOf } from './bench.ts';

const EVENT = {
  version: '0',
  id: '1',
  'detail-type': 'cacheSet',
  source: 'shop',
  account: '000000000000',
  time: '2025-01-01T00:00:00Z',
  region: 'us-east-1',
  resources: [],
  detail: { n: 5 },
};

/** TestEventPattern; what patterns match is in the part "Event patterns". */
export function testEventPatternContract(engine: Engine): void {
  contractPart(engine, 'TestEventPattern', (it) => {
    const bench = eventBridgeBenchOf(engine);
    const test = async (pattern: unknown, event: unknown = EVENT) => {
      const asked = new TestEventPatternCommand({
        EventPattern: JSON.stringify(pattern),
        Event: JSON.stringify(event),
      });
      return (await bench.client.send(asked)).Result;
    };

    it('says whether a pattern matches', async () => {
      expect(await test({ 'detail-type': ['cacheSet', 'cacheDelete'], detail: { n: [{ numeric: ['>', 4] }] } })).toBe(
        true,
      );
      expect(await test({ 'detail-type': ['cacheDelete'] })).toBe(false);
    });

    for (const pattern of [
      { source: [{ wildcard: 'a**' }] },
      { source: [{ contains: 'a' }] },
      { source: 'shop' },
      { $or: [{ source: ['shop'] }] },
      { detail: { ip: [{ cidr: '10.0.0.0' }] } },
    ]) {
      it(`refuses the pattern ${JSON.stringify(pattern)}`, async () => {
        await expect(test(pattern)).rejects.toBeInstanceOf(InvalidEventPatternException);
        await expect(test(pattern)).rejects.toThrow('Event pattern is not valid. Reason: ');
      });
    }

    for (const name of ['id', 'account', 'source', 'time', 'region', 'resources', 'detail-type']) {
      it(`wants an event with ${name}`, async () => {
        const event = Object.fromEntries(Object.entries(EVENT).filter(([member]) => member !== name));
        await expect(test({ detail: { n: [5] } }, event)).rejects.toMatchObject({ name: 'ValidationException' });
      });
    }

    for (const [what, event] of [
      ['a text', 'an event'],
      ['a list', [EVENT]],
    ] as const) {
      it(`refuses ${what} as an event`, async () => {
        await expect(test({ source: ['shop'] }, event)).rejects.toMatchObject({
          name: 'ValidationException',
          message: 'Parameter Event is not valid.',
        });
      });
    }
  });
}
