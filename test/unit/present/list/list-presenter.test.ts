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
