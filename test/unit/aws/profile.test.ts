import { describe, expect, it } from 'vitest';
import { endpointsOf } from '../../../src/aws/profile.ts';

const SECTIONS = {
  'services.local': { 'sqs.endpoint_url': 'http://sqs', 'eventbridge.endpoint_url': 'http://events' },
};
const ALL = { endpoint_url: 'http://all' };

describe('the endpoints of a profile', () => {
  it.each<[string, Record<string, string>, Record<string, string>, Record<string, string>]>([
    ['are none', {}, {}, {}],
    ['are that for all', ALL, {}, { sqs: 'http://all', eventbridge: 'http://all', sts: 'http://all' }],
    ['are those of its services', { services: 'local' }, {}, { sqs: 'http://sqs', eventbridge: 'http://events' }],
    ['are those of its services first', { ...ALL, services: 'local' }, {}, { sqs: 'http://sqs', sts: 'http://all' }],
    ['give way to the environment', { services: 'local' }, { AWS_ENDPOINT_URL: 'http://e' }, { sqs: 'http://e' }],
    [
      'give way to a service of the environment',
      ALL,
      { AWS_ENDPOINT_URL: 'http://e', AWS_ENDPOINT_URL_EVENTBRIDGE: 'http://b' },
      { sqs: 'http://e', eventbridge: 'http://b' },
    ],
  ])('%s', (_, section, environment, expected) => {
    const found = endpointsOf(section, SECTIONS, environment);
    expect(found).toMatchObject(expected);
    if (Object.keys(expected).length === 0) expect(found).toEqual({});
  });

  it('are none where they are to be ignored', () => {
    expect(endpointsOf(ALL, {}, { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' })).toEqual({});
    expect(endpointsOf({ ...ALL, ignore_configured_endpoint_urls: 'TRUE' }, {}, {})).toEqual({});
  });

  it('cannot be known when its services are not there', () => {
    expect(() => endpointsOf({ services: 'gone' }, SECTIONS, {})).toThrow(/services gone/);
  });
});
