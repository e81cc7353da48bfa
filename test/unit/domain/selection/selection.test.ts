import { describe, expect, it } from 'vitest';
import { isNamed, isSelected, NO_SELECTION, type Selection } from '../../../../src/domain/selection/selection.ts';
import { examined } from '../../../support/builders/examined.ts';
import { FINE_DETAIL, momentoSaid, RULE_ARN, type Sample } from '../../../support/builders/messages.ts';

const SENT_AT = 1_000_000;
const MESSAGE_ID = 'ABCDEF12-aaaa-4bbb-8ccc-000000000001';
const EVENT_ID = '7bf73129-1428-4cd3-a780-95db273d1602';
const SET: Sample = {
  messageId: MESSAGE_ID,
  sentAt: SENT_AT,
  ruleArn: RULE_ARN.replace('rule/', 'rule/orders/'),
  code: 'SDK_CLIENT_ERROR',
  error: momentoSaid(404, 'Not Found', 'Cache not found'),
};
const RULE = RULE_ARN.replace('rule/', 'rule/orders/');
const BUS_ARN = 'arn:aws:events:us-east-1:123456789012:event-bus/orders';
const PUBLISH: Sample = { detailType: 'topicPublish', detail: { cacheName: 'c', topicName: 'prices', message: 'm' } };
const INPUT_ONLY: Sample = { body: '{"cacheName":"c","topicName":"prices"}' };
const FOREIGN: Sample = { ruleArn: undefined, targetArn: undefined, body: 'x', sentAt: undefined };

/** What is asked for, of which dead letter, and whether it is meant. */
const CASES: readonly [string, Partial<Selection>, Sample, boolean][] = [
  ['nothing', {}, SET, true],
  ['nothing', {}, FOREIGN, true],
  ['its cause', { causes: ['cache-not-found'] }, SET, true],
  ['one of two causes', { causes: ['timeout', 'cache-not-found'] }, SET, true],
  ['another cause', { causes: ['timeout'] }, SET, false],
  ['a cause that lost', { causes: ['cache-not-found'] }, { ...SET, detail: { ...FINE_DETAIL, ttl: 0 } }, false],
  ['its message id', { ids: [MESSAGE_ID] }, SET, true],
  ['one of two ids', { ids: ['00000000', MESSAGE_ID] }, SET, true],
  ['its event id', { ids: [EVENT_ID.toUpperCase()] }, SET, true],
  ['another id', { ids: ['00000000'] }, SET, false],
  ['its detail-type', { detailTypes: ['cacheSet'] }, SET, true],
  ['a detail-type in other letters', { detailTypes: ['cacheset'] }, SET, false],
  ['the detail-type of a message that has none', { detailTypes: ['topicPublish'] }, INPUT_ONLY, false],
  ['its cache', { caches: ['sessions'] }, SET, true],
  ['a part of its cache', { caches: ['session'] }, SET, false],
  ['the cache in the target input', { caches: ['c'] }, INPUT_ONLY, true],
  ['its topic', { topics: ['prices'] }, PUBLISH, true],
  ['the topic in the target input', { topics: ['prices'] }, INPUT_ONLY, true],
  ['a topic of a set', { topics: ['prices'] }, SET, false],
  ['the name of its rule', { rules: ['momento-cache-set'] }, SET, true],
  ['the ARN of its rule', { rules: [RULE] }, SET, true],
  ['another rule', { rules: ['momento-cache'] }, SET, false],
  ['a rule, of a message without one', { rules: ['momento-cache-set'] }, FOREIGN, false],
  ['its bus', { buses: ['orders'] }, SET, true],
  ['the ARN of its bus', { buses: [BUS_ARN] }, SET, true],
  ['another bus', { buses: ['default'] }, SET, false],
  ['the default bus', { buses: ['default'] }, PUBLISH, true],
  ['since then', { since: SENT_AT }, SET, true],
  ['since later', { since: SENT_AT + 1 }, SET, false],
  ['until then', { until: SENT_AT }, SET, true],
  ['until earlier', { until: SENT_AT - 1 }, SET, false],
  ['since the beginning, without a time', { since: 0 }, FOREIGN, false],
  ['until the end, without a time', { until: Number.MAX_SAFE_INTEGER }, FOREIGN, false],
  ['text of the body', { match: 'USER:1' }, SET, true],
  ['text of the error', { match: 'cache NOT found' }, SET, true],
  ['other text', { match: 'nowhere' }, SET, false],
  ['text that looks like a pattern', { match: '.*' }, SET, false],
  ['all of it', { causes: ['cache-not-found'], caches: ['sessions'], since: 0, match: 'hello' }, SET, true],
  ['all of it but one', { causes: ['cache-not-found'], caches: ['other'], since: 0, match: 'hello' }, SET, false],
];

describe('isSelected', () => {
  it.each(CASES)('by %s: %j', (_, selection, sample, expected) => {
    expect(isSelected({ ...NO_SELECTION, ...selection }, examined(sample))).toBe(expected);
  });

  it('reads the cache where the deployed target reads it', () => {
    const http = { path: ['$.detail.store'], query: { key: '$.detail.key', ttl_seconds: '$.detail.ttl' }, headers: {} };
    const letter = examined({ detail: { ...FINE_DETAIL, store: 'real' } }, { http });
    expect(isSelected({ ...NO_SELECTION, caches: ['real'] }, letter)).toBe(true);
    expect(isSelected({ ...NO_SELECTION, caches: ['sessions'] }, letter)).toBe(false);
  });
});

describe('isNamed', () => {
  it.each([
    [MESSAGE_ID, true],
    [MESSAGE_ID.toLowerCase(), true],
    ['abcdef12', true],
    ['abcdef1', false],
    ['abcdef13', false],
    ['bcdef12-', false],
    [`${MESSAGE_ID}0`, false],
    [EVENT_ID, true],
    [EVENT_ID.slice(0, 8), false],
    ['', false],
  ])('by %j: %s', (id, expected) => {
    expect(isNamed(id, examined(SET))).toBe(expected);
  });
});
