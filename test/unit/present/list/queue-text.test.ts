import { expect, it } from 'vitest';
import { EXIT, Failure } from '../../../../src/app/failures.ts';
import { queuePlaceText, unseenText } from '../../../../src/present/list/queue-text.ts';
import { makeTheme } from '../../../../src/present/style/theme.ts';

const QUEUE = { visibilitySeconds: 30 };
const SEEN_ALL = { unseen: 0, unread: 0, arrivedSince: 0, stuck: 0, failure: undefined };

it.each([
  ['nothing', { unseen: 0, unread: 0 }, []],
  ['what others have', { unseen: 7, unread: 0 }, ['About 7 messages could not be seen: another reader']],
  ['what a bound kept from being read', { unseen: 7, unread: 7 }, ['About 7 messages in the queue were not read.']],
  [
    'both',
    { unseen: 7, unread: 2 },
    ['About 5 messages could not be seen: another reader', 'About 2 messages in the queue were not read.'],
  ],
])('says of what was not seen whether others are the reason: %s', (_, seen, told) => {
  const lines = unseenText(QUEUE, { ...SEEN_ALL, ...seen }, 400, makeTheme(false));
  expect(lines).toEqual(told.map((text) => expect.stringContaining(text)));
});

it('says about how many messages arrived since the reading began', () => {
  expect(unseenText(QUEUE, { ...SEEN_ALL, arrivedSince: 12 }, 400, makeTheme(false))).toEqual([
    'New dead letters keep arriving: about 12 since this reading began.',
  ]);
});

it('says why messages were not read where a failure is the reason', () => {
  const failure = new Failure(EXIT.aws, 'AccessDenied', 'denied', '');
  expect(unseenText(QUEUE, { ...SEEN_ALL, unseen: 3, unread: 3, failure }, 400, makeTheme(false))).toEqual([
    'About 3 messages in the queue were not read (AccessDenied).',
  ]);
});

it.each([
  ['arn:aws:sqs:eu-west-1:123456789012:my-dlq', 'my-dlq in account 123456789012, eu-west-1'],
  ['an\u001bother', 'an\\u001bother in eu-west-1'],
])('says where a queue is: %j', (arn, said) => {
  expect(queuePlaceText({ arn, url: '', region: 'eu-west-1' })).toBe(said);
});
