import { expect, it } from 'vitest';
import type { QueueDescription } from '../../../../src/app/ports.ts';
import type { Format } from '../../../../src/present/formats/formats.ts';
import { listPresenter } from '../../../../src/present/list/list-presenter.ts';
import { makeTheme } from '../../../../src/present/style/theme.ts';
import { examined } from '../../../support/builders/examined.ts';
import { answered, envelopeText, FINE_DETAIL } from '../../../support/builders/messages.ts';

const QUEUE: QueueDescription = {
  url: 'https://sqs.us-east-1.amazonaws.com/123456789012/my-dlq',
  arn: 'arn:aws:sqs:us-east-1:123456789012:my-dlq',
  region: 'us-east-1',
  visible: 25,
  inFlight: 0,
  delayed: 0,
  retentionSeconds: 345_600,
  visibilitySeconds: 30,
  redrivePolicy: undefined,
  at: 0,
};
const END = {
  kind: 'end',
  read: 25,
  oldestSentAt: undefined,
  unseen: 0,
  unread: 0,
  arrivedSince: 0,
  stuck: 0,
  interrupted: false,
  failure: undefined,
  warnings: [],
  assumptions: [],
  connections: [],
} as const;

/** A look at 25 dead letters. */
function lookedAt(format: Format, limit?: number) {
  const style = { format, limit, raw: false, width: 100, theme: makeTheme(false), now: () => Date.UTC(2026, 1, 1) };
  const presenter = listPresenter(style);
  const rows = Array.from({ length: 25 }, (_, at) => presenter.row(examined({ messageId: `message-${at}` })));
  return { presenter, text: presenter.head(QUEUE) + rows.join('') + presenter.tail(END, false).out };
}

it.each<[number | undefined, number, RegExp]>([
  [undefined, 20, /\n… and 5 more; --limit 25 shows them\.\n/],
  [3, 3, /\n… and 22 more; --limit 25 shows them\.\n/],
  [25, 25, / {2}message-\n\n25 an administrator of Momento or AWS\nNothing was changed/],
])('people see the first rows, with the limit %s %i of them, and how many more there are', (limit, shown, said) => {
  const { text } = lookedAt('text', limit);
  expect(text.match(/ {2}message-$/gm)).toHaveLength(shown);
  expect(text).toMatch(said);
  expect(text).toMatch(/^ {3}25 {2}/m);
});

it.each([
  [undefined, 25],
  [3, 3],
])('JSON has the elements that the limit %s lets through, and groups of all', (limit, shown) => {
  const { text } = lookedAt('json', limit);
  const { deadLetters, groups, read } = JSON.parse(text);
  expect({ elements: deadLetters.length, groups, read }).toMatchObject({
    elements: shown,
    groups: [{ count: 25 }],
    read,
  });
});

it.each<[Format, boolean]>([
  ['text', false],
  ['json', false],
  ['ndjson', true],
  ['csv', true],
])('%s at its limit has all that it can show: %s', (format, isFull) => {
  expect(lookedAt(format, 3).presenter.isFull).toBe(isFull);
  expect(lookedAt(format).presenter.isFull).toBe(false);
});

it.each([
  ['a source that PutEvents refuses', 'aws.health', {}, /\n1 the application must fix\n/, /PutEvents refuses a source/],
  ['a rule of another account', 'shop', { rulePlace: 'other-account' }, /\n1 another team\n/, /account 123456789012/],
] as const)('does not count as sendable what has %s', (_, source, deployment, outlook, advice) => {
  const style = { format: 'text', limit: 5, raw: false, width: 100, theme: makeTheme(false), now: () => 0 } as const;
  const presenter = listPresenter(style);
  const body = envelopeText('cacheSet', JSON.stringify(FINE_DETAIL)).replace('shop.web', source);
  const rows = presenter.row(examined({ body, error: answered(503, '') }, deployment));
  const text = presenter.head(QUEUE) + rows + presenter.tail(END, false).out;
  expect(text).not.toContain('can just be sent');
  expect(text).toMatch(outlook);
  expect(text).toMatch(advice);
});

const PLAIN = { format: 'text', limit: 5, raw: false, width: 120, theme: makeTheme(false), now: () => 0 } as const;

it('totals by owner who must act, in one line', () => {
  const presenter = listPresenter(PLAIN);
  presenter.head(QUEUE);
  presenter.row(examined({ messageId: 'one', error: answered(503, '') }));
  presenter.row(examined({ messageId: 'two', error: answered(503, '') }));
  presenter.row(examined({ messageId: 'three', detail: {} }));
  presenter.row(examined({ messageId: 'four', error: answered(403, '') }));
  presenter.row(examined({ messageId: 'five', body: 'no event', ruleArn: undefined }));
  expect(presenter.tail(END, false).out).toContain(
    '\n2 can just be sent · 1 the application must fix · 1 an administrator of Momento or AWS · 1 another team\n',
  );
});

it.each([
  ['', /^Nothing to do: no dead letter matches the selection\.$/m],
  [' --cache nope', /^Nothing to do: no dead letter matches --cache nope\.$/m],
])('says so when nothing matches%s', (which, said) => {
  const presenter = listPresenter({ ...PLAIN, which });
  presenter.head(QUEUE);
  expect(presenter.tail(END, false).out).toMatch(said);
});

it('shows at its head a connection that is not AUTHORIZED, printable and bounded, and no other', () => {
  const presenter = listPresenter(PLAIN);
  const text = presenter.head(QUEUE) + presenter.row(examined());
  const reason = `\u001b[2J${'x'.repeat(5_000)}`;
  const connections = [
    { name: 'fine', arn: 'a', state: 'AUTHORIZED', reason: undefined },
    { name: '\u001b[31mmain', arn: 'b', state: 'DEAUTHORIZED', reason },
  ];
  const { out } = presenter.tail({ ...END, connections }, false);
  const shown = (text + out).replaceAll('\n', ' ');
  expect(shown.indexOf('The connection \\u001b[31mmain is DEAUTHORIZED now (\\u001b[2Jxxx')).toBeGreaterThan(0);
  expect(shown.indexOf('DEAUTHORIZED')).toBeLessThan(shown.indexOf('→'));
  expect(shown).not.toContain('fine');
  expect(shown).not.toContain('\u001b');
  expect(shown.length).toBeLessThan(3_000);
});

it('names the caches that do not exist, printable', () => {
  const presenter = listPresenter(PLAIN);
  presenter.head(QUEUE);
  for (const cacheName of ['order', '\u001b[2Jevil', ...Array.from({ length: 20 }, (_, at) => `c${at}`)])
    presenter.row(examined({ error: answered(404, ''), detail: { ...FINE_DETAIL, cacheName } }));
  const { out } = presenter.tail(END, false);
  expect(out).toMatch(/^ {7}caches: order, \\u001b\[2Jevil, c0, c1, c2, c3, c4, c5 and others$/m);
});
