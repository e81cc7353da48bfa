import { describe, expect, it } from 'vitest';
import { givenFlags } from '../../../src/flags/given-flags.ts';

describe('the flags that the ledger keeps', () => {
  it.each([
    ['nothing', [], ''],
    ['what tells no payload', ['--fix', '--ttl', '60', '--cause=rate-limited'], '--fix --ttl 60 --cause=rate-limited'],
    ['a text that is searched for', ['--match', 'Jane Doe', '--yes'], '--match … --yes'],
    ['the same behind =', ['--match=Jane=Doe'], '--match=…'],
    [
      'a value that is set',
      ['--fix', '--set', 'detail.message=Jane Doe', '--yes'],
      '--fix --set detail.message=… --yes',
    ],
    ['the same behind =', ['--set=detail["a=b"].key=Jane=Doe'], '--set=detail["a=b"].key=…'],
    ['a value without a path', ['--set', 'Jane Doe'], '--set …'],
    ['a path without a value', ['--set', 'detail.key'], '--set …'],
    ['a flag in place of a value', ['--set', '--match', 'Jane Doe'], '--set … …'],
    ['a name that is no flag of ours', ['constructor', '--set'], 'constructor --set'],
    ['credentials in a URL', ['--endpoint-url', 'http://user:pass@host/x'], '--endpoint-url http://…@host/x'],
  ])('are those given, without payloads: %s', (_, words, told) => {
    expect(givenFlags(words)).toBe(told);
  });
});
