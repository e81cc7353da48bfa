import { describe, expect, it } from 'vitest';
import { parseQueueAddress, regionOf } from '../../../../src/domain/integration/queue-address.ts';

/** URLs of queues, and the region that the host names. */
const URLS: readonly [string, string | undefined][] = [
  ['https://sqs.us-east-1.amazonaws.com/123456789012/dlq', 'us-east-1'],
  ['https://sqs.us-gov-west-1.amazonaws.com/123456789012/dlq.fifo', 'us-gov-west-1'],
  ['https://sqs.cn-north-1.amazonaws.com.cn/123456789012/dlq', 'cn-north-1'],
  ['https://sqs-fips.us-east-2.amazonaws.com/123456789012/dlq', 'us-east-2'],
  ['https://sqs.eu-west-1.api.aws/123456789012/dlq', 'eu-west-1'],
  ['https://vpce-0a1b2c-3d4e.sqs.ap-south-1.vpce.amazonaws.com/123456789012/dlq', 'ap-south-1'],
  ['https://eu-west-1.queue.amazonaws.com/123456789012/dlq', 'eu-west-1'],
  ['https://queue.amazonaws.com/123456789012/dlq', 'us-east-1'],
  ['https://sqs.eusc-de-east-1.amazonaws.eu/123456789012/dlq', 'eusc-de-east-1'],
  ['https://sqs.eusc-de-east-1.api.amazonwebservices.eu/123456789012/dlq', 'eusc-de-east-1'],
  ['https://vpce-0a1b2c-3d4e.sqs.eusc-de-east-1.vpce.amazonaws.eu/123456789012/dlq', 'eusc-de-east-1'],
  ['https://sqs.us-iso-east-1.c2s.ic.gov/123456789012/dlq', 'us-iso-east-1'],
  ['https://sqs.us-isob-east-1.sc2s.sgov.gov/123456789012/dlq', 'us-isob-east-1'],
  ['https://sqs.eu-isoe-west-1.cloud.adc-e.uk/123456789012/dlq', 'eu-isoe-west-1'],
  ['https://sqs-fips.us-isof-south-1.csp.hci.ic.gov/123456789012/dlq', 'us-isof-south-1'],
  ['https://sqs.us-isof-south-1.api.aws.hci.ic.gov/123456789012/dlq', 'us-isof-south-1'],
  ['https://sqs.eusc-de-east-1.amazonaws.eu.example.com/1/dlq', undefined],
  ['https://sqs.us-east-1.xc2s.ic.gov/1/dlq', undefined],
  ['https://SQS.us-east-1.amazonaws.com/123456789012/dlq', 'us-east-1'],
  ['http://127.0.0.1:4566/000000000000/dlq', undefined],
  ['http://sqs.us-east-1.localhost.example:4566/000000000000/dlq', undefined],
  ['https://sqs.us-east-1.amazonaws.com.example.com/1/dlq', undefined],
  ['https://example.com/sqs.us-east-1.amazonaws.com', undefined],
];

const ARNS: readonly [string, string, string][] = [
  ['arn:aws:sqs:us-east-1:123456789012:dlq', 'dlq', 'us-east-1'],
  ['arn:aws-us-gov:sqs:us-gov-west-1:123456789012:a_b-C.fifo', 'a_b-C.fifo', 'us-gov-west-1'],
  ['arn:aws-eusc:sqs:eusc-de-east-1:123456789012:dlq', 'dlq', 'eusc-de-east-1'],
  ['arn:aws-iso-b:sqs:us-isob-east-1:123456789012:dlq', 'dlq', 'us-isob-east-1'],
  ['arn:aws-cn:sqs:cn-north-1:123456789012:dlq', 'dlq', 'cn-north-1'],
];

describe('parseQueueAddress', () => {
  it.each(URLS)('reads the URL %s', (url, region) => {
    const address = parseQueueAddress(url);
    expect(address).toEqual({ kind: 'url', url, region });
    expect(regionOf(address)).toBe(region);
  });

  it.each(ARNS)('reads the ARN %s', (arn, name, region) => {
    const address = parseQueueAddress(arn);
    expect(address).toEqual({ kind: 'arn', name, account: '123456789012', region });
    expect(regionOf(address)).toBe(region);
  });

  it.each(['dlq', 'momento-api-FailedDeliveryDLQ-1ABC', 'q.fifo', 'x'.repeat(80)])('reads the name %s', (name) => {
    const address = parseQueueAddress(name);
    expect(address).toEqual({ kind: 'name', name });
    expect(regionOf(address)).toBeUndefined();
  });

  it.each([
    '',
    ' ',
    'a b',
    'a/b',
    'dlq\n',
    'größe',
    'x'.repeat(81),
    'q.other',
    'https://',
    'https://sqs.us-east-1.amazonaws.com',
    'https://sqs.us-east-1.amazonaws.com/',
    'ftp://sqs.us-east-1.amazonaws.com/1/dlq',
    'file:///etc/passwd',
    'arn:aws:sns:us-east-1:123456789012:topic',
    'arn:aws:sqs:us-east-1:12345:dlq',
    'arn:aws:sqs:us-east-1:123456789012:',
    'arn:aws:sqs:us-east-1:123456789012:dlq:x',
  ])('takes %j for no queue', (text) => {
    expect(parseQueueAddress(text)).toBeUndefined();
    expect(regionOf(undefined)).toBeUndefined();
  });
});
