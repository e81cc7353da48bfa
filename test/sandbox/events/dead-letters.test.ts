import { describe, expect, it } from 'vitest';
import { entry, GOOD_SET, integrations } from '../integrations.ts';
import { DEAD_LETTER_CASES } from './dead-letter-cases.ts';

describe('dead letters', () => {
  const start = integrations();

  it.each(DEAD_LETTER_CASES)(
    'of $name carry what EventBridge writes',
    async ({ detail, code, message, exhausted, prepare }) => {
      const started = await start();
      await prepare?.(started);
      const record = await started.put(entry('cacheSet', detail));
      const [letter, ...more] = await started.deadLetters();
      expect(more).toEqual([]);
      expect(record.deliveries).toMatchObject([{ outcome: 'dead-letter', errorCode: code }]);
      const { RULE_ARN, TARGET_ARN, ERROR_CODE, ERROR_MESSAGE, ...rest } = letter?.attributes ?? {};
      expect(RULE_ARN).toBe(record.matchedRules[0]);
      expect(TARGET_ARN).toBe(record.deliveries[0]?.targetArn);
      expect(ERROR_CODE).toBe(code);
      if (typeof message === 'string') expect(ERROR_MESSAGE).toBe(message);
      else expect(ERROR_MESSAGE).toMatch(message);
      expect(rest).toEqual(exhausted ? { EXHAUSTED_RETRY_CONDITION: exhausted[0], RETRY_ATTEMPTS: exhausted[1] } : {});
    },
  );

  it('hold the event as it was put, to the byte', async () => {
    const { put, deadLetters } = await start();
    const Detail =
      '{ "cacheName":"nowhere","key":"k","key":"k2", "n": 12345678901234567890.0, "ttl":1e2,"message":"\\u0041" }';
    const record = await put({
      Source: 'shop',
      DetailType: 'cacheSet',
      Detail,
      Time: new Date('2024-02-29T12:00:01.999Z'),
      Resources: ['arn:one', 'arn:two'],
      TraceHeader: 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0',
    });
    const [letter] = await deadLetters();
    expect(letter?.body).toContain(`"detail":${Detail}`);
    expect(JSON.parse(letter?.body ?? '')).toMatchObject({
      id: record.eventId,
      time: '2024-02-29T12:00:01Z',
      resources: ['arn:one', 'arn:two'],
    });
    expect(letter?.traceHeader).toBe('Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0');
  });

  it('hold the target input instead, when that is asked for, and the whole event for a target without settings', async () => {
    const { put, deadLetters } = await start({ deadLetterBody: 'as-delivered' });
    await put(entry('cacheSet', { ...GOOD_SET, cacheName: 'nowhere' }));
    await put(entry('cacheDelete', { cacheName: 'nowhere', key: 'k' }));
    const bodies = (await deadLetters()).map(({ body }) => JSON.parse(body));
    expect(bodies).toEqual(['paid', expect.objectContaining({ 'detail-type': 'cacheDelete' })]);
  });

  it('hold the broken input of an INVALID_JSON in either mode', async () => {
    const { put, deadLetters } = await start({ deadLetterBody: 'original' });
    await put(entry('cacheSet', { ...GOOD_SET, message: 'a "b"' }));
    expect((await deadLetters()).map(({ body }) => body)).toEqual(['"a "b""']);
  });

  it('are lost without a queue policy, and the journal says so', async () => {
    const { put, deadLetters } = await start({ withoutQueuePolicy: true });
    const record = await put(entry('cacheSet', { ...GOOD_SET, cacheName: 'nowhere' }));
    expect(record.deliveries).toMatchObject([
      { outcome: 'lost', status: 404, lostBecause: expect.stringContaining('AccessDenied') },
    ]);
    expect(await deadLetters()).toEqual([]);
  });
});
