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

const deletesAnything = {
  instead: 'deletes nothing and says nothing',
  shows: RESOLVED,
  right: 'the contract: API reference, DeleteMessage, ReceiptHandleIsInvalid',
} as const;
const notInFlight = {
  instead: 'says that the message is not in flight',
  shows: 'MessageNotInflight',
  right: 'the contract: API reference, ChangeMessageVisibility, ReceiptHandleIsInvalid',
} as const;

/** Where fauxqs 2.4 is known to differ. */
export const FAUXQS_DIFFERENCES: Differences = {
  'SQS queues': {
    'answers no QueueUrls at all when there are none': {
      instead: 'answers an empty list',
      shows: 'expected [] to be undefined',
      right: RECORDED,
    },
    'lets the SDK know a name that is taken': {
      instead: 'answers a code that the SDK does not know',
      shows: 'instance of QueueNameExists',
      right: "the contract: the SDK's model, awsQueryError QueueAlreadyExists",
    },
    'refuses a name of 81 characters': takes('CreateQueue'),
    'refuses a name with a space': takes('CreateQueue'),
    'refuses a name with a dot': takes('CreateQueue'),
    'names errors by their code alone': {
      instead: 'puts AWS.SimpleQueueService. before every code',
      shows: "Code: 'InvalidParameterValue'",
      right: RECORDED,
    },
    'lets the name of a deleted queue rest for a minute': makesQueueAgain,
    'empties a queue once a minute': emptiesAgain,
    'lists the queues whose dead letters a queue takes': {
      instead: 'has no such operation',
      shows: 'Unknown action: ListDeadLetterSourceQueues',
      right: 'the contract: API reference, ListDeadLetterSourceQueues',
    },
    'moves no messages out of a queue that is no dead letter queue of an SQS queue': {
      instead: 'has no such operation',
      shows: 'Unknown action: StartMessa',
      right: 'the contract: API reference, StartMessageMoveTask',
    },
  },
  'SQS queue attributes': {
    'tells only what it was asked for': {
      instead: 'answers an empty map where there is nothing to tell',
      shows: 'expected {} to be undefined',
      right: 'not known: no page says whether the map is left out',
    },
    'refuses to tell what it does not know': {
      instead: 'leaves it out',
      shows: RESOLVED,
      right: 'the contract: API reference, GetQueueAttributes, InvalidAttributeName',
    },
    'refuses a redrive policy to a queue that does not exist': {
      instead: 'takes it',
      shows: RESOLVED,
      right: 'not known: the API reference, SetQueueAttributes, does not say',
    },
  },
  'SQS messages': {
    'carries characters beyond U+FFFF': {
      instead: 'refuses them',
      shows: 'InvalidMessageContents',
      right: 'the contract: API reference, SendMessage (#x10000 to #x10FFFF)',
    },
    'carries the trace header': {
      instead: 'drops it',
      shows: 'expected undefined to deeply equal',
      right: 'the contract: API reference, SendMessage, MessageSystemAttributes',
    },
    'refuses a deduplication id, which is for FIFO queues': takesDeduplicationId,
    'takes a group id, which standard queues know as well': {
      instead: 'drops it',
      shows: 'expected undefined to deeply equal',
      right: 'the contract: developer guide, Amazon SQS fair queues',
    },
    'refuses a group id with a space': takes('SendMessage, MessageGroupId'),
    'refuses a group id of 129 characters': takes('SendMessage, MessageGroupId'),
    'expires a message by its age, also when it was received': {
      instead: 'keeps messages for ever',
      shows: 'to deeply equal []',
      right: 'the contract: API reference, SetQueueAttributes, MessageRetentionPeriod',
    },
    'holds one message back though the queue does not': {
      instead: 'takes more than 900 seconds',
      shows: RESOLVED,
      right: 'the contract: API reference, SendMessage, DelaySeconds',
    },
  },
  'SQS message attributes': {
    'shows none unless asked': {
      instead: 'shows all',
      shows: 'to deeply equal [ undefined, undefined ]',
      right: RECORDED,
    },
    'shows those asked for by *': showsNoneByStar,
    'gives the MD5 of those that it shows': {
      instead: 'gives the MD5 of all',
      shows: '410537de346801ea9b407111a8003698',
      right: RECORDED,
    },
    'refuses a name with a space': takesAttribute,
    'refuses a name of AWS': takesAttribute,
    'refuses a name that begins with a dot': takesAttribute,
    'refuses a name with two dots in a row': takesAttribute,
    'refuses a name of 257 characters': takesAttribute,
    'refuses another data type': takesAttribute,
    'refuses a number that is none': takesAttribute,
    'refuses an empty value': takesAttribute,
    'refuses a bell in a value': takesBy(RECORDED),
    'refuses eleven attributes': takesAttribute,
  },
  'SQS visibility': {
    'counts the 12 hours from the receive': {
      instead: 'counts them from the change',
      shows: RESOLVED,
      right: 'the contract: API reference, ChangeMessageVisibility',
    },
    'tells of a moved message where it came from': tellsNoSource,
  },
  'SQS receipt handles': {
    'hands back by an older handle what a newer one holds': {
      instead: 'says that the message is not in flight',
      shows: 'MessageNotInflight',
      right: RECORDED,
    },
    'does not extend what is deleted': {
      instead: 'says that the message is not in flight',
      shows: 'MessageNotInflight',
      right: RECORDED,
    },
    'refuses to delete by nonsense': deletesAnything,
    'refuses to delete by bm8gaGFuZGxl': deletesAnything,
    'refuses to extend by nonsense': notInFlight,
    'refuses to extend by bm8gaGFuZGxl': notInFlight,
    'quotes the handle that it refuses': deletesAnything,
    'refuses a handle of another queue': deletesAnything,
  },
  'SQS batches': {
    'answers no Failed at all when all is well, and no Successful when nothing is': answersEmptyLists,
    'names the delete that failed and carries the others out': {
      instead: 'calls it a success',
      shows: "{ Id: 'bad' }, { Id: 'good' }",
      right: 'the contract: API reference, DeleteMessageBatch, ReceiptHandleIsInvalid',
    },
    'refuses to send an id of 81 characters': takes('SendMessageBatch, InvalidBatchEntryId'),
  },
};
