import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../../src/domain/json/json.ts';
import { type CallFaultId, faultsOf } from '../../../../src/domain/momento/call-faults.ts';
import { departuresFrom } from '../../../../src/domain/momento/event-schema.ts';
import { callThrough } from './rendered.ts';

const FINE = {
  cacheSet: { cacheName: 'c', key: 'k', message: 'hi', ttl: 60 },
  cacheDelete: { cacheName: 'c', key: 'k' },
  topicPublish: { cacheName: 'c', topicName: 't', message: 'hi' },
} as const;
type Operation = keyof typeof FINE;

/** What is changed in a detail that is fine (undefined: taken out), and the faults it then has. */
const CHANGES: readonly [Operation, Record<string, JsonValue | undefined>, readonly CallFaultId[]][] = [
  ['cacheSet', {}, []],
  ['cacheDelete', {}, []],
  ['topicPublish', {}, []],
  ['cacheSet', { key: undefined, key_base64: 'aGk' }, []],
  ['cacheSet', { key_base64: 'aGk' }, ['key-conflict']],
  ['cacheDelete', { key_base64: 'aGk=' }, ['key-conflict', 'key-base64-invalid']],
  ['cacheSet', { key_base64: '' }, []],
  ['cacheSet', { key: '', key_base64: 'aGk' }, []],
  ['cacheDelete', { key: '', key_base64: '' }, ['key-invalid', 'key-invalid']],
  ['cacheSet', { key: undefined }, ['key-missing']],
  ['cacheDelete', { key: undefined }, ['key-missing']],
  ['topicPublish', { key: { no: 'matter' } }, []],
  ['cacheSet', { key: '' }, ['key-invalid']],
  ['cacheSet', { key: null }, ['key-invalid']],
  ['cacheSet', { key: ['k'] }, ['key-invalid']],
  ['cacheSet', { key: { k: 1 } }, ['key-invalid']],
  ['cacheSet', { key: 12 }, []],
  ['cacheSet', { key: false }, []],
  ['cacheSet', { key: undefined, key_base64: '' }, ['key-invalid']],
  ['cacheSet', { key: undefined, key_base64: null }, ['key-invalid']],
  ['cacheSet', { key: undefined, key_base64: 'aGk=' }, ['key-base64-invalid']],
  ['cacheSet', { key: undefined, key_base64: 'Pz8/' }, ['key-base64-invalid']],
  ['cacheSet', { key: undefined, key_base64: ' aGk' }, ['key-base64-invalid']],
  ['cacheSet', { key: undefined, key_base64: 'user:1' }, ['key-base64-invalid']],
  ['cacheSet', { ttl: '60' }, []],
  ['cacheSet', { ttl: 60.0 }, []],
  ['cacheSet', { ttl: 99_999_999 }, []],
  ['cacheSet', { ttl: undefined }, ['ttl-missing']],
  ['cacheSet', { ttl: 60.5 }, ['ttl-invalid']],
  ['cacheSet', { ttl: -1 }, ['ttl-invalid']],
  ['cacheSet', { ttl: 0 }, ['ttl-invalid']],
  ['cacheSet', { ttl: '00' }, ['ttl-invalid']],
  ['cacheSet', { ttl: '' }, ['ttl-invalid']],
  ['cacheSet', { ttl: 'abc' }, ['ttl-invalid']],
  ['cacheSet', { ttl: ' 60' }, ['ttl-invalid']],
  ['cacheSet', { ttl: 1e21 }, ['ttl-invalid']],
  ['cacheSet', { ttl: null }, ['ttl-invalid']],
  ['cacheSet', { ttl: [60] }, ['ttl-invalid']],
  ['cacheSet', { ttl: {} }, ['ttl-invalid']],
  ['cacheDelete', { ttl: 'abc' }, []],
  ['cacheSet', { message: undefined }, ['message-missing']],
  ['topicPublish', { message: undefined }, ['message-missing']],
  ['cacheSet', { message: '' }, []],
  ['cacheSet', { message: { a: 'x' } }, []],
  ['cacheSet', { message: 'say "hi"' }, ['message-unrenderable']],
  ['topicPublish', { message: 'a\nb' }, ['message-unrenderable']],
  ['cacheDelete', { message: 'say "hi"' }, []],
  ['cacheSet', { cacheName: undefined }, ['cache-name-missing']],
  ['cacheDelete', { cacheName: '' }, ['cache-name-missing']],
  ['topicPublish', { cacheName: null }, ['cache-name-missing']],
  ['cacheSet', { cacheName: {} }, ['cache-name-missing']],
  ['cacheDelete', { cacheName: ['c'] }, ['cache-name-missing']],
  ['topicPublish', { topicName: null }, ['topic-name-missing']],
  ['topicPublish', { topicName: { t: 1 } }, ['topic-name-missing']],
  ['topicPublish', { topicName: [], cacheName: [] }, ['cache-name-missing', 'topic-name-missing']],
  ['topicPublish', { topicName: 12, cacheName: false }, []],
  ['topicPublish', { topicName: undefined }, ['topic-name-missing']],
  ['topicPublish', { topicName: '' }, ['topic-name-missing']],
  [
    'cacheSet',
    { cacheName: undefined, key: undefined, ttl: undefined, message: undefined },
    ['key-missing', 'ttl-missing', 'message-missing', 'cache-name-missing'],
  ],
];

function judge(operation: Operation, detail: JsonObject) {
  const event = { 'detail-type': operation, detail };
  const call = callThrough(operation, event);
  if (call === undefined) throw new Error('no call');
  return faultsOf(call, event);
}

describe('faultsOf', () => {
  it.each(CHANGES)('%s with %j has %j', (operation, changes, expected) => {
    const faults = judge(operation, { ...FINE[operation], ...changes });
    expect(faults.map((fault) => fault.fault)).toEqual(expected);
  });

  it('names the members at fault as the target reads them', () => {
    expect(judge('cacheSet', { ...FINE.cacheSet, key_base64: 'eA', ttl: -1 })).toEqual([
      {
        fault: 'key-conflict',
        at: [
          { path: '$.detail.key', value: 'k' },
          { path: '$.detail.key_base64', value: 'eA' },
        ],
      },
      { fault: 'ttl-invalid', at: [{ path: '$.detail.ttl', value: '-1' }] },
    ]);
  });

  it('names the parameter where the target does not send it at all', () => {
    const event = { detail: FINE.cacheSet };
    const http = { path: ['$.detail.cacheName'], query: {}, headers: {} };
    const call = callThrough('cacheSet', event, { http });
    expect(call && faultsOf(call, event).flatMap((fault) => fault.at.map((at) => at.path))).toEqual([
      'key',
      'key_base64',
      'ttl_seconds',
    ]);
  });

  it('judges what the deployed target reads', () => {
    const event = { detail: { ...FINE.cacheSet, ttl: 'abc', ttl_seconds: 60 } };
    const http = {
      path: ['$.detail.cacheName'],
      query: { key: 'fixed', ttl_seconds: '$.detail.ttl_seconds' },
      headers: {},
    };
    const call = callThrough('cacheSet', event, { http });
    expect(call && faultsOf(call, event)).toEqual([]);
  });

  it('takes any detail', () => {
    const name = fc.constantFrom('cacheName', 'topicName', 'key', 'key_base64', 'ttl', 'message', '__proto__');
    const value = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(FINE) as Operation[])),
        fc.dictionary(name, value),
        (operation, detail) => {
          judge(operation, detail as JsonObject);
          departuresFrom(operation, detail);
        },
      ),
    );
  });

  it('what keeps to the documented schema has no fault, but for a message that breaks the template', () => {
    const text = fc.string({ minLength: 1 });
    const detail = fc.record({ cacheName: text, key: text, message: fc.string(), ttl: fc.integer({ min: 1 }) });
    fc.assert(
      fc.property(detail, (set) => {
        expect(departuresFrom('cacheSet', set)).toEqual([]);
        expect(judge('cacheSet', set).filter((fault) => fault.fault !== 'message-unrenderable')).toEqual([]);
      }),
    );
  });
});
