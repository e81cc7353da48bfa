import { entry } from '../integrations.ts';
import { sendForeign } from '../use-cases.ts';
import { type CauseCase, setWith } from './case.ts';
import { deployOtherTeam, INVOICE, strangersDestination } from './other-team.ts';

const NO_SUCH_CACHE = { cacheName: 'nowhere' };

/** Faults of the message itself. */
export const IN_THE_MESSAGE: readonly CauseCase[] = [
  {
    cause: 'not-an-event',
    how: 'somebody sends plain text into the queue',
    prepare: (started) => sendForeign(started, 'is this thing on?'),
  },
  {
    cause: 'not-an-event',
    how: 'somebody sends a JSON object that is no event',
    prepare: (started) => sendForeign(started, '{"cacheName":"orders","key":"order:1"}'),
  },
  {
    cause: 'other-target',
    how: "another team's queue is gone",
    prepare: (started) => deployOtherTeam(started, 'arn:aws:sqs:us-east-1:000000000000:invoices'),
    event: INVOICE,
  },
  {
    cause: 'other-target',
    how: "another team's API destination has a host that is not Momento's",
    prepare: async (started) => deployOtherTeam(started, await strangersDestination(started)),
    event: INVOICE,
  },
  {
    cause: 'event-incomplete',
    how: 'a queue gets what the target was to get, of a set',
    also: ['cache-not-found'],
    options: { deadLetterBody: 'as-delivered' },
    event: setWith(NO_SUCH_CACHE),
  },
  {
    cause: 'event-incomplete',
    how: 'a queue gets what the target was to get, of a publish',
    also: ['cache-not-found'],
    options: { deadLetterBody: 'as-delivered' },
    event: entry('topicPublish', { ...NO_SUCH_CACHE, topicName: 'news', message: 'hello' }),
  },
  {
    cause: 'event-incomplete',
    how: 'the template makes broken JSON',
    also: ['transform-failed'],
    event: setWith({ message: 'gift note: "with love"' }),
  },
];
