import { SQSClient } from '@aws-sdk/client-sqs';

/** The parts of the contract, by the titles under which their tests stand. */
export type Part =
  | 'SQS queues'
  | 'SQS queue attributes'
  | 'SQS messages'
  | 'SQS message attributes'
  | 'SQS visibility'
  | 'SQS receipt handles'
  | 'SQS batches'
  | 'STS'
  | 'EventBridge buses'
  | 'EventBridge rules'
  | 'EventBridge targets'
  | 'EventBridge connections and API destinations'
  | 'PutEvents'
  | 'TestEventPattern'
  | 'Event patterns'
  | 'CloudWatch metrics';

/** Something that claims to behave like AWS. */
export interface Engine {
  readonly name: string;
  /** Why it cannot be run on this machine; absent where it can. */
  readonly absent?: string;
  /** What it puts before the names of errors; only the test "names errors by their code alone" is to see it. */
  readonly errorPrefix?: string;
  /** Where it is known not to pass the contract: by part and by the test's name. */
  readonly differences: Differences;
  start(): Promise<RunningEngine>;
}

/** An engine that listens. */
export interface RunningEngine {
  readonly endpoint: string;
  /** Lets its time pass without waiting; absent where only real time counts, and the tests that need it are skipped. */
  readonly advance?: (milliseconds: number) => Promise<void>;
  stop(): Promise<void>;
}

/** In the place of a test's name: every test of the part differs in that way. */
export const EVERY_TEST = '*';

/** The known differences of one engine. */
export type Differences = { readonly [P in Part]?: Readonly<Record<string, Difference>> };

/** What an engine does otherwise than the contract says. */
export interface Difference {
  readonly instead: string;
  /** A piece of the failure by which the difference is known from other failures. */
  readonly shows: string;
  /** Whose word the contract has; `not known` where AWS's documentation does not decide it. */
  readonly right: `the contract: ${string}` | `not known: ${string}`;
}

/** What every SDK client of a local engine is given. */
export function clientOptions(endpoint: string) {
  return { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' } };
}

/** A client that shows every answer as it comes, without retries, and asks this engine whatever the host of a queue's URL. */
export function sqsAt(endpoint: string, errorPrefix = ''): SQSClient {
  const client = new SQSClient({ ...clientOptions(endpoint), maxAttempts: 1, useQueueUrlAsEndpoint: false });
  client.middlewareStack.add(
    (next) => async (request) => {
      try {
        return await next(request);
      } catch (error) {
        if (error instanceof Error && error.name.startsWith(errorPrefix)) {
          error.name = error.name.slice(errorPrefix.length);
        }
        throw error;
      }
    },
    { step: 'initialize', priority: 'high' },
  );
  return client;
}
