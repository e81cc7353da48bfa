import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseApiDestinationArn, parseRuleArn } from '../../../../src/domain/eventbridge/arn.ts';

const BASE = 'arn:aws:events:us-west-2:123456789012';

const RULES: readonly [string, { bus: string; name: string; busArn: string } | undefined][] = [
  [`${BASE}:rule/put`, { bus: 'default', name: 'put', busArn: `${BASE}:event-bus/default` }],
  [`${BASE}:rule/orders/put`, { bus: 'orders', name: 'put', busArn: `${BASE}:event-bus/orders` }],
  [
    `${BASE}:rule/aws.partner/acme.com/1/put`,
    { bus: 'aws.partner/acme.com/1', name: 'put', busArn: `${BASE}:event-bus/aws.partner/acme.com/1` },
  ],
  [
    'arn:aws-us-gov:events:us-gov-west-1:123456789012:rule/put',
    {
      bus: 'default',
      name: 'put',
      busArn: 'arn:aws-us-gov:events:us-gov-west-1:123456789012:event-bus/default',
    },
  ],
  [`${BASE}:rule/`, undefined],
  [`${BASE}:rule//put`, undefined],
  [`${BASE}:rule/orders/`, undefined],
  [`${BASE}:rule/pu t`, undefined],
  [`${BASE}:event-bus/orders`, undefined],
  ['arn:aws:sqs:us-west-2:123456789012:rule/put', undefined],
  ['arn:aws:events:us-west-2:1234:rule/put', undefined],
  [`${BASE}:rule/put\n`, undefined],
  ['', undefined],
];

const DESTINATIONS: readonly [string, string | undefined][] = [
  [`${BASE}:api-destination/momento/11111111-2222-3333-4444-555555555555`, 'momento'],
  [`${BASE}:api-destination/momento`, undefined],
  [`${BASE}:api-destination/momento/`, undefined],
  [`${BASE}:api-destination/momento/1/2`, undefined],
  ['arn:aws:lambda:us-west-2:123456789012:function:momento', undefined],
];

describe('parseRuleArn', () => {
  it.each(RULES)('%j', (arn, expected) => {
    const place = { arn, region: arn.split(':')[3], account: '123456789012', partition: arn.split(':')[1] };
    expect(parseRuleArn(arn)).toEqual(expected && { ...place, ...expected });
  });

  it('takes any text', () => {
    fc.assert(fc.property(fc.string(), (text) => parseRuleArn(text) === undefined));
  });
});

describe('parseApiDestinationArn', () => {
  it.each(DESTINATIONS)('%j', (arn, name) => {
    expect(parseApiDestinationArn(arn)).toEqual(name && { arn, name, region: 'us-west-2', account: '123456789012' });
  });
});
