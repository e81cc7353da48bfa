import { describe, expect, it } from 'vitest';
import { effectOf } from '../../../../src/domain/history/effect.ts';
import { givenFlags } from '../../../../src/flags/given-flags.ts';
import { examined } from '../../../support/builders/examined.ts';
import type { Sample } from '../../../support/builders/messages.ts';

const SET = { cacheName: 'orders', key: 'order:1', message: 'paid', ttl: 60 };

function effect(sample: Sample) {
  return effectOf(examined(sample).rendering?.call);
}

describe('the effect of an event', () => {
  it('names one place for one item, however its key is spelt', () => {
    const { key, ...rest } = SET;
    const plain = effect({ detail: SET });
    expect(plain?.place).toBeDefined();
    expect(effect({ detail: { ...rest, key_base64: 'b3JkZXI6MQ' } })).toEqual(plain);
    expect(effect({ detailType: 'cacheDelete', detail: { cacheName: 'orders', key } })?.place).toBe(plain?.place);
  });

  it('names another place for another key or cache', () => {
    const places = [SET, { ...SET, key: 'order:2' }, { ...SET, cacheName: 'b' }].map(
      (detail) => effect({ detail })?.place,
    );
    expect(new Set(places).size).toBe(3);
  });

  it('has no place for a topic, and none where no key can be read', () => {
    const topic = { cacheName: 'orders', topicName: 'news', message: 'm' };
    expect(effect({ detailType: 'topicPublish', detail: topic })).toEqual({
      operation: 'topicPublish',
      place: undefined,
    });
    const { key, ...rest } = SET;
    expect(effect({ detail: rest })?.place).toBeUndefined();
    expect(effect({ detail: { ...rest, key_base64: '%%' } })?.place).toBeUndefined();
  });

  it('is not known without a call', () => {
    expect(effectOf(undefined)).toBeUndefined();
  });
});

describe('flags as they are written down', () => {
  it.each([
    [['--yes', '--fix', '--ttl', '60'], '--yes --fix --ttl 60'],
    [['--match', 'secret', '--yes'], '--match … --yes'],
    [['--match=secret=1', '--yes'], '--match=… --yes'],
    [['--endpoint-url', 'https://user:pass@host/x'], '--endpoint-url https://…@host/x'],
    [['--endpoint-url=https://user@host'], '--endpoint-url=https://…@host'],
    [['--queue', 'https://sqs.us-east-1.amazonaws.com/1/dlq'], '--queue https://sqs.us-east-1.amazonaws.com/1/dlq'],
  ])('%j', (words, expected) => {
    expect(givenFlags(words)).toBe(expected);
  });
});
