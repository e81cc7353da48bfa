import { describe, expect, it } from 'vitest';
import { EXIT } from '../../../src/app/failures.ts';
import {
  type ConnectionWords,
  connect,
  endpointKindOf,
  refuseStrangeHost,
} from '../../../src/app/integration/connection.ts';

const SILENT: ConnectionWords = {
  stack: undefined,
  queue: undefined,
  region: undefined,
  profile: undefined,
  endpointUrl: undefined,
  sandbox: false,
};
const ARN = 'arn:aws:sqs:eu-west-1:123456789012:dlq';
const URL_OF_QUEUE = 'https://sqs.eu-west-1.amazonaws.com/123456789012/dlq';
const STRANGE_URL = 'http://queues.example.com:9324/000000000000/dlq';

describe('a connection', () => {
  it.each<[string, Partial<ConnectionWords>, Record<string, string>]>([
    ['a stack and a queue', { stack: 's', queue: 'q' }, {}],
    ['the sandbox and a region', { sandbox: true, region: 'eu-west-1' }, {}],
    ['the sandbox and a profile', { sandbox: true, profile: 'p' }, {}],
    ['the sandbox and an endpoint', { sandbox: true, endpointUrl: 'http://127.0.0.1:1' }, {}],
    ['a region and an ARN of another', { queue: ARN, region: 'us-east-1' }, {}],
    ['a region and a URL of another', { queue: URL_OF_QUEUE, region: 'us-east-1' }, {}],
    ['a region and a queue of another from the environment', { region: 'us-east-1' }, { MOMENTO_EB_QUEUE: ARN }],
    ['something that is no queue', { queue: 'no queue!' }, {}],
    ['a sandbox that is not on this machine', { sandbox: true }, { MOMENTO_EB_SANDBOX_URL: 'http://example.com:1' }],
    ['an empty stack', { stack: '' }, {}],
    ['an empty queue', { queue: '' }, {}],
    ['an empty region', { region: '' }, {}],
    ['an empty profile', { profile: '' }, {}],
    ['an endpoint that is no URL', { endpointUrl: 'foo' }, {}],
    ['an endpoint that is nothing', { endpointUrl: '' }, {}],
    ['an endpoint of another protocol', { endpointUrl: 'ftp://127.0.0.1' }, {}],
    ['a queue on a host that is none of SQS', { queue: STRANGE_URL, region: 'eu-west-1' }, {}],
    ['the same from the environment', {}, { MOMENTO_EB_QUEUE: STRANGE_URL, AWS_ENDPOINT_URL: '' }],
    ['a sandbox that is nowhere', { sandbox: true }, { MOMENTO_EB_SANDBOX_URL: 'somewhere' }],
  ])('cannot be made of %s', (_, words, environment) => {
    expect(() => connect({ ...SILENT, ...words }, environment)).toThrow(
      expect.objectContaining({ exit: EXIT.usage, code: 'Usage', hint: expect.stringMatching(/./) }),
    );
  });

  it('takes the region of its queue', () => {
    expect(connect({ ...SILENT, queue: ARN }, {}).region).toBe('eu-west-1');
    expect(connect({ ...SILENT, queue: URL_OF_QUEUE, region: 'eu-west-1' }, {}).region).toBe('eu-west-1');
    expect(connect({ ...SILENT, queue: 'dlq', region: 'us-west-2' }, {}).region).toBe('us-west-2');
    expect(connect(SILENT, {}).region).toBeUndefined();
  });

  it.each<[Record<string, string>, string | undefined]>([
    [{}, undefined],
    [{ AWS_REGION: 'eu-west-1' }, 'eu-west-1'],
    [{ AWS_DEFAULT_REGION: 'us-west-2' }, 'us-west-2'],
    [{ AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'us-west-2' }, 'eu-west-1'],
    [{ AWS_REGION: '', AWS_DEFAULT_REGION: 'us-west-2' }, 'us-west-2'],
    [{ AWS_REGION: '', AWS_DEFAULT_REGION: '' }, undefined],
  ])('without a word takes the region of the environment %j', (environment, region) => {
    expect(connect(SILENT, environment).region).toBe(region);
    expect(connect({ ...SILENT, region: 'ap-south-1' }, environment).region).toBe('ap-south-1');
    expect(connect({ ...SILENT, queue: ARN }, environment).region).toBe('eu-west-1');
    expect(connect({ ...SILENT, sandbox: true }, environment).region).toBe('us-east-1');
  });

  it('leaves the host of a queue to the profile, which may name an endpoint', () => {
    const words = { ...SILENT, queue: STRANGE_URL, region: 'eu-west-1' };
    const { queue, region } = connect({ ...words, profile: 'p' }, {});
    expect(connect(words, { AWS_PROFILE: 'p' }).queue).toEqual(queue);
    expect(() => refuseStrangeHost(queue, region, undefined)).toThrow(/requests would go to SQS in eu-west-1/);
    expect(() => refuseStrangeHost(queue, region, 'http://127.0.0.1:9324')).not.toThrow();
  });

  it('is recorded as what it speaks to', () => {
    const plain = connect(SILENT, {});
    expect(endpointKindOf(plain, [])).toBe('aws');
    expect(endpointKindOf(plain, [undefined, ''])).toBe('aws');
    expect(endpointKindOf(plain, [undefined, 'http://127.0.0.1:1'])).toBe('other');
    expect(endpointKindOf({ ...plain, endpoint: 'http://127.0.0.1:1' }, [])).toBe('other');
    expect(endpointKindOf(connect({ ...SILENT, sandbox: true }, {}), [])).toBe('sandbox');
  });

  it('says where requests would go instead of to the host of the queue', () => {
    const words = { ...SILENT, queue: STRANGE_URL };
    const hint = 'If they are meant for queues.example.com:9324, add --endpoint-url http://queues.example.com:9324';
    expect(() => connect({ ...words, region: 'eu-west-1' }, {})).toThrow(
      expect.objectContaining({ hint, message: expect.stringContaining('requests would go to SQS in eu-west-1') }),
    );
    expect(() => connect(words, {})).toThrow(/SQS in the region of your profile/);
  });

  it.each<[string, Partial<ConnectionWords>, Record<string, string>]>([
    ['--endpoint-url', { endpointUrl: 'http://127.0.0.1:9324' }, {}],
    ['--sandbox', { sandbox: true }, {}],
    ['AWS_ENDPOINT_URL', {}, { AWS_ENDPOINT_URL: 'http://127.0.0.1:9324' }],
    ['AWS_ENDPOINT_URL_SQS', {}, { AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:9324' }],
  ])('takes a queue on any host where %s says where requests go', (_, words, environment) => {
    expect(connect({ ...SILENT, queue: STRANGE_URL, ...words }, environment).queue).toMatchObject({ url: STRANGE_URL });
  });

  it('lets flags win over the environment', () => {
    const environment = { MOMENTO_EB_QUEUE: ARN, MOMENTO_EB_STACK: 'from-environment' };
    expect(connect({ ...SILENT, stack: 'said' }, environment)).toMatchObject({ stack: 'said', queue: undefined });
    expect(connect({ ...SILENT, queue: 'said' }, environment)).toMatchObject({
      stack: undefined,
      queue: { kind: 'name', name: 'said' },
    });
    expect(connect(SILENT, { MOMENTO_EB_STACK: 'from-environment' }).stack).toBe('from-environment');
    expect(connect(SILENT, { MOMENTO_EB_QUEUE: '', MOMENTO_EB_STACK: '' })).toMatchObject({ stack: undefined });
  });

  it('finds the sandbox where it says it is', () => {
    const sandbox = { ...SILENT, sandbox: true };
    expect(connect(sandbox, {})).toMatchObject({ endpoint: 'http://127.0.0.1:4577', region: 'us-east-1' });
    const url = 'http://[::1]:9';
    expect(connect(sandbox, { MOMENTO_EB_SANDBOX_URL: url }).endpoint).toBe(url);
  });
});
