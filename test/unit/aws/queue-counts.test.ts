import { describe, expect, it } from 'vitest';
import { sqsClient, sqsQueue } from '../../../src/aws/queue.ts';
import { answering, awsAnswer } from '../../support/processes/answering.ts';

describe('the counts of a queue', () => {
  const serve = answering();

  it.each([
    ['12', 12],
    ['many', 0],
    ['1e999', 0],
    [undefined, 0],
  ])('%s is %i, so that reading a queue ends whatever is answered', async (said, visible) => {
    const Attributes = { QueueArn: 'arn:aws:sqs:us-east-1:123456789012:q', ApproximateNumberOfMessages: said };
    const client = sqsClient(await serve(awsAnswer(200, { Attributes })));
    expect(await sqsQueue(client, 'https://sqs.us-east-1.amazonaws.com/123456789012/q').describe()).toMatchObject({
      visible,
    });
  });
});
