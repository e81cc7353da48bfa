import type { Differences } from '../engine.ts';
import {
  answersEmptyLists,
  emptiesAgain,
  makesQueueAgain,
  RECORDED,
  RESOLVED,
  showsNoneByStar,
  takes,
  takesAttribute,
  takesBy,
  takesDeduplicationId,
  tellsNoSource,
} from './instead.ts';

const RANGE = takes('SetQueueAttributes');
const CHARACTERS = takes('SendMessage, InvalidMessageContents');
const deletesByOld = {
  instead: 'deletes it',
  shows: "expected '0' to be '1'",
  right: 'the contract: API reference, DeleteMessage (the most recent receipt handle)',
} as const;

/** Where the SQS of moto 5.2 is known to differ. */
export const MOTO_SQS_DIFFERENCES: Differences = {
  'SQS queues': {
    'lists queues page by page': {
      instead: 'answers all at once',
      shows: 'to be less than or equal to 2',
      right: 'the contract: API reference, ListQueues, MaxResults',
    },
    'lets the name of a deleted queue rest for a minute': makesQueueAgain,
    'empties a queue once a minute': emptiesAgain,
    'moves no messages out of a queue that is no dead letter queue of an SQS queue': {
      instead: 'answers a page of HTML with status 500',
      shows: 'SyntaxError',
      right: 'the contract: API reference, StartMessageMoveTask',
    },
  },
  'SQS queue attributes': {
    'tells when it was made and changed, in whole seconds': {
      instead: 'tells fractions of seconds',
      shows: 'to match object { …(2) }',
      right: 'the contract: API reference, GetQueueAttributes (epoch time in seconds); recorded',
    },
    'refuses VisibilityTimeout of "-1", "43201", "x", "1.5"': RANGE,
    'refuses MessageRetentionPeriod of "59", "1209601", ""': RANGE,
    'refuses DelaySeconds of "-1", "901"': RANGE,
    'refuses ReceiveMessageWaitTimeSeconds of "-1", "21"': RANGE,
    'refuses MaximumMessageSize of "1023", "1048577"': RANGE,
    'refuses to create a queue with an attribute out of range': takes('CreateQueue'),
    'refuses to set an attribute that it does not know': takes('SetQueueAttributes, InvalidAttributeName'),
    'refuses a redrive policy to a queue that does not exist': {
      instead: 'says QueueDoesNotExist',
      shows: 'QueueDoesNotExist',
      right: 'not known: the API reference, SetQueueAttributes, does not say',
    },
  },
  'SQS messages': {
    'counts bytes, not characters': takes('SendMessage, MessageBody'),
    'refuses an empty body': takes('SendMessage, MessageBody (minimum 1)'),
    'refuses a bell in a body': CHARACTERS,
    'refuses a null in a body': CHARACTERS,
    'refuses U+FFFF in a body': CHARACTERS,
    'refuses a deduplication id, which is for FIFO queues': takesDeduplicationId,
    'refuses a group id with a space': takes('SendMessage, MessageGroupId'),
    'refuses a group id of 129 characters': takes('SendMessage, MessageGroupId'),
  },
  'SQS message attributes': {
    'shows those asked for by *': showsNoneByStar,
    'refuses a name with a space': {
      instead: 'refuses it, and keeps the message all the same',
      shows: 'to deeply equal []',
      right: 'the contract: developer guide, Amazon SQS message metadata',
    },
    'refuses a name of AWS': takesAttribute,
    'refuses a name that begins with a dot': takesAttribute,
    'refuses a name with two dots in a row': takesAttribute,
    'refuses a name of 257 characters': takesAttribute,
    'refuses a number that is none': takesAttribute,
    'refuses an empty value': takesAttribute,
    'refuses a bell in a value': takesBy(RECORDED),
    'refuses eleven attributes': takesAttribute,
    'counts names, types and values into the size of the message': {
      instead: 'counts the body only',
      shows: RESOLVED,
      right: 'the contract: developer guide, Amazon SQS message metadata',
    },
  },
  'SQS visibility': {
    'hides nothing longer than 12 hours': takes('ChangeMessageVisibility, VisibilityTimeout'),
    'tells of a moved message where it came from': tellsNoSource,
  },
  'SQS receipt handles': {
    'keeps a message that is deleted with an older handle, and says nothing': deletesByOld,
    'says of a message that is handed back that it is not in flight': {
      instead: 'hides it again',
      shows: RESOLVED,
      right: 'not known: API reference, ChangeMessageVisibility, names MessageNotInflight without saying when',
    },
    'does not extend what is deleted': {
      instead: 'says that the handle is not valid',
      shows: 'ReceiptHandleIsInvalid',
      right: RECORDED,
    },
    'quotes the handle that it refuses': {
      instead: 'refuses it in other words',
      shows: 'The input receipt handle is invalid.',
      right: RECORDED,
    },
  },
  'SQS batches': {
    'answers no Failed at all when all is well, and no Successful when nothing is': answersEmptyLists,
    'names the message that was not taken and takes the others': {
      instead: 'takes it',
      shows: "Id: 'bad'",
      right: RECORDED,
    },
    'keeps a message that a batch deletes with an older handle, and calls it a success': deletesByOld,
    'refuses to delete eleven messages': {
      instead: 'complains about ids that are not repeated',
      shows: 'BatchEntryIdsNotDistinct',
      right: RECORDED,
    },
  },
};
