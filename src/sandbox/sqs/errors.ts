import { AwsError, type JsonErrorName } from '../wire/wire.ts';

/** What the codes of "Amazon SQS API Reference" were called in the query protocol, where that differs. */
const QUERY_CODES: Readonly<Record<string, string>> = {
  BatchEntryIdsNotDistinct: 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
  BatchRequestTooLong: 'AWS.SimpleQueueService.BatchRequestTooLong',
  EmptyBatchRequest: 'AWS.SimpleQueueService.EmptyBatchRequest',
  InvalidBatchEntryId: 'AWS.SimpleQueueService.InvalidBatchEntryId',
  MessageNotInflight: 'AWS.SimpleQueueService.MessageNotInflight',
  PurgeQueueInProgress: 'AWS.SimpleQueueService.PurgeQueueInProgress',
  QueueDeletedRecently: 'AWS.SimpleQueueService.QueueDeletedRecently',
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  QueueNameExists: 'QueueAlreadyExists',
  TooManyEntriesInBatchRequest: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
  UnsupportedOperation: 'AWS.SimpleQueueService.UnsupportedOperation',
};

/** How SQS names an error: the shape of the JSON protocol, and the code that older clients know. */
export function sqsErrorName(code: string): JsonErrorName {
  const queryCode = Object.hasOwn(QUERY_CODES, code) ? QUERY_CODES[code] : code;
  return { type: `com.amazonaws.sqs#${code}`, queryCode: queryCode ?? code };
}

/** Any request that names no queue of the sandbox. */
export function noSuchQueue(): AwsError {
  return new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
}

/** A parameter out of its range or of the wrong form. */
export function invalidValue(name: string, value: unknown, reason: string): AwsError {
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  return new AwsError('InvalidParameterValue', `Value ${shown} for parameter ${name} is invalid. Reason: ${reason}`);
}

/** A parameter that is required and absent. */
export function missing(name: string): AwsError {
  return new AwsError('MissingParameter', `The request must contain the parameter ${name}.`);
}
