import type { Difference } from '../engine.ts';

/** Recorded on AWS: in the snapshot tests of LocalStack, which were made against it. */
export const RECORDED: Difference['right'] = 'the contract: recorded';

/** By which a test is known that waited for a refusal. */
export const RESOLVED = 'instead of rejecting';

/** Takes what a page says is refused. */
export function takes(page: string): Difference {
  return takesBy(`the contract: API reference, ${page}`);
}

/** Takes what is refused, by another word than the API reference's. */
export function takesBy(right: Difference['right']): Difference {
  return { instead: 'takes it', shows: RESOLVED, right };
}

/** Takes a message attribute that SQS does not. */
export const takesAttribute = takesBy('the contract: developer guide, Amazon SQS message metadata');

export const takesDeduplicationId = takesBy(
  'the contract: API reference, SendMessage, MessageDeduplicationId applies to FIFO queues only',
);

export const makesQueueAgain: Difference = {
  ...takes('DeleteQueue'),
  instead: 'makes it again at once',
};

export const emptiesAgain: Difference = {
  ...takes('PurgeQueue'),
  instead: 'empties it as often as it is asked',
};

export const answersEmptyLists: Difference = {
  instead: 'answers empty lists',
  shows: 'expected [] to be undefined',
  right: 'not known: the API reference, DeleteMessageBatch, calls both lists required',
};

export const showsNoneByStar: Difference = {
  instead: 'shows none',
  shows: 'expected [] to deeply equal',
  right: 'the contract: recorded; the API reference, ReceiveMessage, names All and .* only',
};

export const tellsNoSource: Difference = {
  instead: 'does not tell',
  shows: 'DeadLetterQueueSourceArn',
  right: 'the contract: API reference, ReceiveMessage, DeadLetterQueueSourceArn',
};
