import { describe, expect, it } from 'vitest';
import { parseRuleArn } from '../../../../src/domain/eventbridge/arn.ts';
import { entryBytes, entryOf, envelopeToBe } from '../../../../src/domain/redrive/entry.ts';
import { BUS_ARN, entry } from '../../../support/builders/entries.ts';
import { event, RULE_ARN } from '../../../support/builders/messages.ts';

const TIME = '2026-01-31T12:00:00Z';

/** What an entry has, and its size as PutEvents counts it. */
const SIZES: readonly [string, Parameters<typeof entry>[0], number][] = [
  ['source, detail-type and detail', {}, 4],
  ['a time', { time: TIME }, 18],
  ['letters of several bytes', { source: 'é', detailType: '日', detail: '{"a":"🙂"}' }, 2 + 3 + 12],
  ['resources', { resources: ['arn:a', 'é'] }, 4 + 5 + 2],
  ['a trace header, which does not count', { traceHeader: 'Root=1' }, 4],
];

describe('entryBytes', () => {
  it.each(SIZES)('counts %s', (_, change, bytes) => {
    expect(entryBytes(entry(change))).toBe(bytes);
  });
});

describe('entryOf', () => {
  it('keeps source, detail-type, resources, time, trace header and every byte of the detail', () => {
    const detail = '{ "n":9007199254740993, "n":1.0 }';
    const put = entryOf('m1', { ...event({ detail }), resources: ['arn:a'] }, BUS_ARN, 'Root=1-2;Sampled=0');
    expect(put).toEqual({
      messageId: 'm1',
      busArn: BUS_ARN,
      source: 'shop.web',
      detailType: 'cacheSet',
      detail,
      resources: ['arn:a'],
      time: TIME,
      traceHeader: 'Root=1-2;Sampled=0',
    });
  });

  it.each([undefined, '', 'soon', '2026-13-45T00:00:00Z'])('sends no time when it is %j', (time) => {
    expect(entryOf('m1', { ...event(), time }, BUS_ARN, undefined)).toMatchObject({
      time: undefined,
      traceHeader: undefined,
    });
  });
});

describe('the bus of an entry', () => {
  it.each([
    [RULE_ARN, BUS_ARN],
    [RULE_ARN.replace('rule/', 'rule/orders/'), BUS_ARN.replace('default', 'orders')],
    [RULE_ARN.replace('arn:aws:', 'arn:aws-cn:'), BUS_ARN.replace('arn:aws:', 'arn:aws-cn:')],
  ])('of rule %s is %s', (ruleArn, busArn) => {
    expect(parseRuleArn(ruleArn)?.busArn).toBe(busArn);
  });
});

describe('envelopeToBe', () => {
  it('is what rules will see: a new id, and the account and region of the bus', () => {
    const rule = parseRuleArn(RULE_ARN.replace('us-east-1:123456789012', 'eu-west-1:999999999999'));
    if (rule === undefined) throw new Error('no rule');
    const before = event();
    const seen = envelopeToBe(before, rule);
    expect(seen).toMatchObject({
      source: 'shop.web',
      account: '999999999999',
      region: 'eu-west-1',
      detail: before.detail,
    });
    expect(seen.id).not.toBe(before.id);
    expect(Object.keys(seen)).not.toContain('replay-name');
  });

  it.each([undefined, '', 'soon', TIME])('is complete for TestEventPattern when its time is %j', (time) => {
    const rule = parseRuleArn(RULE_ARN);
    if (rule === undefined) throw new Error('no rule');
    const { resources, ...texts } = JSON.parse(
      JSON.stringify(envelopeToBe({ ...event(), time, account: undefined, region: undefined }, rule)),
    );
    expect(resources).toEqual([]);
    for (const name of ['id', 'account', 'source', 'region', 'detail-type']) expect(texts[name]).toMatch(/./);
    expect(texts.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(texts.time === TIME).toBe(time === TIME);
  });
});
