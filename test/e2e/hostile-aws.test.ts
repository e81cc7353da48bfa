import { describe, expect, it } from 'vitest';
import { CREDENTIALS, PASSWORD } from '../support/builders/credentials.ts';
import { HOSTILE_TEXTS } from '../support/builders/hostile-letters.ts';
import { answering, awsAnswer, type Reply } from '../support/processes/answering.ts';
import { complaints } from '../support/terminal/safe-output.ts';
import { momentoEb } from './cli.ts';

const EVERYTHING = `${HOSTILE_TEXTS.map(([, text]) => text).join(' ')} ${CREDENTIALS.v1} Authorization: ${PASSWORD}`;
const QUEUE = 'https://sqs.us-east-1.amazonaws.com/123456789012/q';

/** A queue whose every word is hostile: what SQS itself never lets in is in bodies, ids, names and attributes. */
const hostileQueue: Reply = (response, request, body) => {
  const operation = String(request.headers['x-amz-target']).split('.').at(-1);
  const first = operation === 'ReceiveMessage' && !received.has(request.headers.host);
  if (first) received.add(request.headers.host);
  const text = (value: string) => ({ DataType: 'String', StringValue: value });
  const answers: Readonly<Record<string, unknown>> = {
    GetQueueAttributes: {
      Attributes: {
        QueueArn: `arn:aws:sqs:${EVERYTHING}:123456789012:${EVERYTHING}`,
        ApproximateNumberOfMessages: first ? '1' : EVERYTHING,
        MessageRetentionPeriod: EVERYTHING,
        VisibilityTimeout: '1e999',
      },
    },
    ReceiveMessage: first
      ? {
          Messages: [
            {
              MessageId: EVERYTHING,
              ReceiptHandle: EVERYTHING,
              Body: EVERYTHING,
              Attributes: { SentTimestamp: EVERYTHING, ApproximateReceiveCount: '-1e9', AWSTraceHeader: EVERYTHING },
              MessageAttributes: {
                [EVERYTHING]: text(EVERYTHING),
                ['__proto__']: text(EVERYTHING),
                RULE_ARN: text(EVERYTHING),
                TARGET_ARN: text(EVERYTHING),
                ERROR_CODE: text(EVERYTHING),
                ERROR_MESSAGE: text(EVERYTHING),
                EXHAUSTED_RETRY_CONDITION: text(EVERYTHING),
              },
            },
          ],
        }
      : {},
    ChangeMessageVisibilityBatch: {
      Successful: [],
      Failed: [{ Id: '0', Code: EVERYTHING, Message: EVERYTHING, SenderFault: true }],
    },
  };
  awsAnswer(200, answers[operation ?? ''] ?? {})(response, request, body);
};
const received = new Set<string | undefined>();

const written = (status: number, type: string, body: string): Reply => {
  return (response) => void response.writeHead(status, { 'content-type': type }).end(body);
};

const REPLIES: readonly [string, Reply][] = [
  ['a refusal', awsAnswer(403, { __type: `com.amazonaws.sqs#AccessDenied${EVERYTHING}`, message: EVERYTHING })],
  ['a refusal with an odd name', awsAnswer(400, { __type: EVERYTHING, Message: EVERYTHING })],
  ['a page', written(502, 'text/html', `<html>${EVERYTHING}</html>`)],
  [
    'an answer in XML',
    written(
      400,
      'text/xml',
      `<ErrorResponse><Error><Code>${EVERYTHING}</Code><Message>${EVERYTHING}</Message></Error></ErrorResponse>`,
    ),
  ],
  ['JSON that is cut', written(200, 'application/x-amz-json-1.0', `{"Attributes":{"QueueArn":"${'\u001b[2J'}`)],
  ['a queue that lies', hostileQueue],
];

describe('AWS, or what answers in its place', () => {
  const serve = answering();
  it.for(
    REPLIES.flatMap(([what, reply], at) =>
      [`dlq list --queue ${QUEUE}`, at % 2 ? 'dlq list --stack a' : `dlq redrive --yes --json --queue ${QUEUE}`].map(
        (words) => [what, words, reply] as const,
      ),
    ),
  )('shows nothing raw: %s to %s', async ([, words, reply]) => {
    const { endpoint = '' } = await serve(reply);
    const { status, stdout, stderr } = await momentoEb(
      [...words.split(' '), '--region', 'us-east-1', '--endpoint-url', endpoint],
      {
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_MAX_ATTEMPTS: '1',
        FORCE_COLOR: '1',
        COLUMNS: '80',
        DEBUG: '1',
      },
    );
    expect(stdout + stderr).not.toContain('itself failed');
    expect(stderr).not.toContain('Nothing listens there');
    expect(status).toBeGreaterThan(2);
    expect([...complaints(stdout, words.includes('json') ? undefined : 80), ...complaints(stderr)]).toEqual([]);
  });
});
