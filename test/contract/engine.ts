import { SQSClient } from '@aws-sdk/client-sqs';

/** Something that claims to behave like SQS. */
export interface Engine {
  readonly name: string;
  start(): Promise<RunningEngine>;
}

/** An engine that listens. */
export interface RunningEngine {
  readonly endpoint: string;
  /** Lets its time pass without waiting; absent where only real time counts, and the tests that need it are skipped. */
  readonly advance?: (milliseconds: number) => Promise<void>;
  stop(): Promise<void>;
}

/** What every SDK client of a local engine is given. */
export function clientOptions(endpoint: string) {
  return { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' } };
}

/** A client that shows every answer as it comes: no retries. */
export function sqsAt(endpoint: string): SQSClient {
  return new SQSClient({ ...clientOptions(endpoint), maxAttempts: 1 });
}
