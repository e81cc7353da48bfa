import { describe, expect, it } from 'vitest';
import { masked, maskedJson, maskedMember } from '../../../../src/domain/secrets/mask.ts';
import { FORM_RULES, type FormRule, NAME_RULES, type NameRule } from '../../../../src/domain/secrets/rules.ts';
import { base64 } from '../../../support/builders/credentials.ts';

const FORMS: readonly FormRule[] = FORM_RULES;
const NAMES: readonly NameRule[] = NAME_RULES;

/** The part of an example that gives access, without the four characters that a mask may show. */
function secretOf({ id, example: [start, rest] }: FormRule): string {
  if (id === 'url') return 'hunter2';
  const secret = id === 'pem' ? (rest.split('\n')[1] ?? '') : id === 'azure' ? rest : start + rest;
  return secret.slice(0, -4);
}

const SURROUNDINGS: readonly [string, (text: string) => string][] = [
  ['alone', (text) => text],
  ['in a sentence', (text) => `refused ${text}. Bye`],
  ['in JSON', (text) => JSON.stringify({ detail: { note: text } })],
  ['in JSON in JSON', (text) => JSON.stringify({ a: JSON.stringify({ b: JSON.stringify({ c: text }) }) })],
  ['in a query', (text) => `https://api.example.com/x?a=${encodeURIComponent(text)}&b=1`],
  ['in a header', (text) => `X-Note: ${text}\r\nHost: x`],
  ['in key=value', (text) => `a=1 note=${text} b=2`],
  ['percent-encoded', (text) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16)}`).join('')],
  ['in base64', (text) => base64({ padding: 'x'.repeat(40), note: text })],
];

describe.each(FORMS.map((rule): [string, FormRule] => [rule.id, rule]))('the form %s', (id, rule) => {
  const text = rule.example.join('');

  it.each(SURROUNDINGS)('is masked %s', (_, around) => {
    expect(masked(around(text))).not.toContain(secretOf(rule));
    expect(maskedJson(JSON.stringify(around(text)))).not.toContain(secretOf(rule));
    expect(masked(around(text))).toContain('‹credential:');
  });

  it('says its kind, and a mask stays as it is', () => {
    expect(masked(text)).toContain(`‹credential:${id}`);
    expect(masked(masked(text))).toBe(masked(text));
  });
});

describe.each(NAMES.map((rule): [string, NameRule] => [rule.id, rule]))('the name %s', (_, rule) => {
  const [name, value] = rule.example;
  const secret = value.replaceAll('"', '').slice(0, -4);

  it.each(SURROUNDINGS)('is masked %s', (where, around) => {
    // A member is one only with its quotes.
    const text = name.startsWith('"') && where !== 'in base64' ? `{${name}${value}}` : `\n${name}${value}\n`;
    expect(masked(around(text))).not.toContain(secret);
  });
});

/** Every name that must be known, by its words. */
const WORDS = [
  ...[
    'password',
    'passwd',
    'pwd',
    'passphrase',
    'secret',
    'client secret',
    'access token',
    'refresh token',
    'id token',
  ],
  ...['token', 'api key', 'private key', 'cookie', 'set cookie', 'secret access key', 'session token', 'authorization'],
  ...['auth token', 'connection string', 'account key', 'shared access key', 'aws secret access key', 'db password'],
  ...['proxy authorization', 'x api key', 'x amz security token', 'new password', 'webhook secret', 'signing key'],
];

const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);
const SPELLINGS: readonly [string, (words: readonly string[]) => string][] = [
  ['snake', (words) => words.join('_')],
  ['kebab', (words) => words.join('-')],
  ['camel', (words) => words.map((word, at) => (at === 0 ? word : capital(word))).join('')],
  ['pascal', (words) => words.map(capital).join('')],
  ['constant', (words) => words.join('_').toUpperCase()],
  ['header', (words) => words.map(capital).join('-')],
  ['run together', (words) => words.join('')],
];

const SECRET = 'k=Zq8-hunter2-hunter2';
const PLACES: readonly [string, (name: string) => string][] = [
  ['a member', (name) => JSON.stringify({ a: 1, [name]: SECRET, b: 2 })],
  ['a member with spaces', (name) => JSON.stringify({ [name]: SECRET }, undefined, 2)],
  [
    'a member of JSON in JSON',
    (name) => JSON.stringify({ m: JSON.stringify({ n: JSON.stringify({ [name]: SECRET }) }) }),
  ],
  ['in a list', (name) => JSON.stringify({ [name]: [SECRET, { x: SECRET }] })],
  ['of Python', (name) => `{'${name}': '${SECRET}', 'x': 1}`],
  ['a pair', (name) => JSON.stringify({ name, value: SECRET })],
  ['a parameter', (name) => `https://x.example/y?a=1&${name}=${encodeURIComponent(SECRET)}&b=2`],
  ['of a form', (name) => `a=1&${name}=${SECRET}`],
  ['a header', (name) => `GET / HTTP/1.1\r\n${name}: ${SECRET}\r\nHost: x`],
  ['a setting', (name) => `A=1 ${name}=${SECRET} B=2`],
  ['a quoted setting', (name) => `${name}="${SECRET}"`],
  ['of YAML', (name) => `user: me\n  ${name}: ${SECRET}\nhost: x`],
  ['of Ruby', (name) => `{"${name}"=>"${SECRET}"}`],
  ['of XML', (name) => `<a><${name}>${SECRET}</${name}></a>`],
];

describe.each(SPELLINGS)('a name in %s', (_, spell) => {
  it.each(PLACES)('hides its value: %s', (_place, write) => {
    for (const words of WORDS) {
      const text = write(spell(words.split(' ')));
      expect(masked(text), text).not.toMatch(/hunter2/);
      expect(maskedJson(JSON.stringify({ text })), text).not.toMatch(/hunter2/);
    }
  });
});

describe('a member of a path', () => {
  it.each(WORDS)('%s', (words) => {
    for (const [, spell] of SPELLINGS) {
      expect(maskedMember(`detail.${spell(words.split(' '))}`, '"x"')).toBe('"‹credential:header›"');
    }
  });

  it('that is none is shown', () => {
    for (const name of [
      'nextToken',
      'clientRequestToken',
      'key',
      'tokens',
      'tokenCount',
      'passwordHash',
      'secretArn',
    ]) {
      expect(maskedMember(`detail.${name}`, '"x"')).toBe('"x"');
    }
  });
});

describe('a secret access key', () => {
  const secret = `wJalrXUtnFEMI/K7MDENG/${'bPxRfiCYEXAMPLEKEY'}`;
  it.each([`AKIA${'IOSFODNN7EXAMPLE'},${secret}`, `${secret} of AKIA${'IOSFODNN7EXAMPLE'}`])(
    'is masked near its id: %s',
    (text) => {
      expect(masked(text)).not.toContain(secret.slice(0, 30));
    },
  );

  it('is no hash', () => {
    const hash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4';
    expect(masked(`AKIA${'IOSFODNN7EXAMPLE'} ${hash}`)).toContain(hash);
  });
});

describe('a private key', () => {
  const [start, rest] = FORMS.find(({ id }) => id === 'pem')?.example ?? ['', ''];
  const pem = start + rest;
  it.each([
    ['with line ends', pem],
    ['with escaped line ends', pem.replaceAll('\n', '\\n')],
    ['with line ends that are escaped twice', pem.replaceAll('\n', '\\\\n')],
    ['with CR', pem.replaceAll('\n', '\r\n')],
    ['on one line', pem.replaceAll('\n', ' ')],
    ['cut', pem.slice(0, 70)],
  ])('is masked %s', (_, text) => {
    expect(masked(`a ${text}`)).toMatch(/^a ‹credential:pem›\.?$/);
    expect(masked(`${text}`)).not.toContain('Xy7qWz');
  });

  it('leaves what stands after it', () => {
    expect(masked(`${pem} and more`)).toBe('‹credential:pem› and more');
  });

  it('is no certificate and no public key', () => {
    for (const name of ['CERTIFICATE', 'PUBLIC KEY']) {
      const text = `-----BEGIN ${name}-----\nabc\n-----END ${name}-----`;
      expect(masked(text)).toBe(text);
    }
  });
});

describe('the password of a URL', () => {
  it.each([
    ['postgres://shop:hunter2@db.example.com/shop', 'postgres://shop:‹credential:url›@db.example.com/shop'],
    ['redis://:hunter2@10.0.0.7:6379/0', 'redis://:‹credential:url›@10.0.0.7:6379/0'],
    ['amqp://shop:p@ss#w?rd@mq', 'amqp://shop:‹credential:url›@mq'],
    ['jdbc:mysql:\\/\\/shop:hunter2@db\\/x', 'jdbc:mysql:\\/\\/shop:‹credential:url›@db\\/x'],
  ])('%s', (text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  it.each([
    'https://example.com:8443/a@b',
    'https://example.com:8443?mail=a@b.example',
    'http://example.com/x:y@z',
    'mailto:me@example.com',
  ])('is not in %s', (text) => {
    expect(masked(text)).toBe(text);
  });
});
