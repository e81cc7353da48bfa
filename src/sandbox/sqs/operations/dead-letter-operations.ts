import { AwsError, type JsonOperation } from '../../wire/wire.ts';
import type { Queue } from '../queue.ts';
import type { Queues } from '../queues.ts';
import { readRedrivePolicy } from '../redrive-policy.ts';
import { optionalInteger, optionalText, text } from './input.ts';

/** ListDeadLetterSourceQueues and StartMessageMoveTask. */
export function deadLetterOperations(queues: Queues): Record<string, JsonOperation> {
  return {
    ListDeadLetterSourceQueues(input) {
      const queue = queues.byUrl(text(input, 'QueueUrl'));
      const most = optionalInteger(input, 'MaxResults', 1, 1000) ?? 1000;
      const after = optionalText(input, 'NextToken') ?? '';
      const sources = sourcesOf(queues, queue).filter((source) => source.name > after);
      const page = sources.slice(0, most);
      const urls = { queueUrls: page.map((source) => queues.urlOf(source)) };
      return sources.length > most ? { ...urls, NextToken: page.at(-1)?.name } : urls;
    },
    StartMessageMoveTask(input) {
      const queue = queues.findByArn(text(input, 'SourceArn'));
      if (queue === undefined) {
        const message = "The resource that you specified for the SourceArn parameter doesn't exist.";
        throw new AwsError('ResourceNotFoundException', message, 404);
      }
      if (sourcesOf(queues, queue).length === 0) {
        throw new AwsError('InvalidParameterValue', 'Source queue must be configured as a Dead Letter Queue.');
      }
      throw new AwsError('UnsupportedOperation', 'The sandbox does not move messages between queues.');
    },
  };
}

/** "Amazon SQS dead-letter queues": a dead letter queue is one that another queue's RedrivePolicy names. */
function sourcesOf(queues: Queues, queue: Queue): readonly Queue[] {
  return queues
    .all()
    .filter((source) => readRedrivePolicy(source.attributes.get('RedrivePolicy'))?.targetArn === queue.arn);
}
