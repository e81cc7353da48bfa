import { type Difference, type Differences, EVERY_TEST } from '../engine.ts';
import { RECORDED, RESOLVED, takes, takesBy } from './instead.ts';

const acceptsEntry = (right: Difference['right']) =>
  ({ instead: 'answers an EventId', shows: 'expected +0 to be 1', right }) as const;
const wordsRule = {
  instead: 'leaves the bus out of the words',
  shows: "got 'Rule no-such-rule does not exist.'",
  right: RECORDED,
} as const;

/** Where the EventBridge of moto 5.2 is known to differ. */
export const MOTO_EVENTBRIDGE_DIFFERENCES: Differences = {
  'EventBridge buses': {
    'refuses a name with a space': takes('CreateEventBus, Name'),
    'refuses a name of 257 characters': takes('CreateEventBus, Name'),
    'deletes no bus that has rules': {
      instead: 'deletes it with its rules',
      shows: RESOLVED,
      right: 'the contract: API reference, DeleteEventBus (all rules need to be deleted)',
    },
  },
  'EventBridge rules': {
    'refuses the pattern []': {
      instead: 'answers a page of HTML with status 500',
      shows: 'SyntaxError',
      right: RECORDED,
    },
    'refuses a name with a space': takes('PutRule, Name'),
    'says which rule of which bus does not exist': wordsRule,
    'refuses to list by pages of more than a hundred': takes('ListRules, Limit'),
  },
  'EventBridge targets': {
    'takes five targets a rule': takesBy(RECORDED),
    'refuses two input settings': takesBy(RECORDED),
    'refuses a template with a placeholder that no path is named for': takesBy(RECORDED),
    'refuses an Input that is no JSON': takes('Target, Input (valid JSON text)'),
    'refuses an id with other characters': takesBy(RECORDED),
    'refuses an id of 65 characters': takesBy(RECORDED),
    'refuses 186 retries': takes('RetryPolicy'),
    'refuses retries for less than a minute': takes('RetryPolicy'),
    'puts and lists no targets of a rule that does not exist': wordsRule,
    'pages through targets': {
      instead: 'begins the next page before the end of the last one',
      shows: "[ 'a', 'a', 'b', 'b', 'c' ]",
      right: 'the contract: API reference, ListTargetsByRule, NextToken',
    },
    'names a target that it could not remove': {
      instead: 'calls it a success',
      shows: 'FailedEntryCount: +0',
      right: 'not known: the API reference, RemoveTargets, names FailedEntries without saying when',
    },
  },
  'EventBridge connections and API destinations': {
    'turns a destination inactive with its connection, until the connection is authorised again': {
      instead: 'has no DeauthorizeConnection',
      shows: 'SyntaxError',
      right: 'the contract: API reference, DeauthorizeConnection',
    },
    'tells a destination and takes changes': {
      instead: 'tells no InvocationRateLimitPerSecond that was not given',
      shows: "HttpMethod: 'DELETE'",
      right: RECORDED,
    },
    'forgets a deleted destination': {
      instead: 'lists the destinations of every connection',
      shows: 'to deeply equal []',
      right: 'the contract: API reference, ListApiDestinations, ConnectionArn',
    },
  },
  PutEvents: {
    'refuses a detail-type of 129 characters, that entry alone, and keeps the order': acceptsEntry(
      'the contract: user guide, Amazon EventBridge event structure',
    ),
    'refuses a detail that is a list, that entry alone, and keeps the order': acceptsEntry(RECORDED),
    'refuses a detail that is a text, that entry alone, and keeps the order': acceptsEntry(RECORDED),
    'refuses a source of AWS, that entry alone, and keeps the order': acceptsEntry(
      'the contract: API reference, PutEventsResultEntry, NotAuthorizedForSourceException',
    ),
    'answers success for a bus that does not exist': {
      instead: 'refuses the request',
      shows: 'ResourceNotFoundException',
      right: RECORDED,
    },
    'takes one to ten entries': { ...takes('PutEvents, Entries (minimum 1)'), instead: 'takes none, too' },
    'takes not a byte more, in one entry or in several': takesBy(RECORDED),
    'counts a time as 14 bytes and every resource': {
      instead: 'counts nothing',
      shows: RESOLVED,
      right: 'the contract: user guide, Calculating PutEvents event entry size',
    },
    'says that the entries are too large together': takesBy(RECORDED),
  },
  TestEventPattern: {
    [EVERY_TEST]: {
      instead: 'answers nothing, for the operation is empty',
      shows: 'undefined',
      right: 'the contract: API reference, TestEventPattern',
    },
  },
};
