/** A refusal as AWS words it; the protocol layer turns it into the service's error document. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** One operation of a service that speaks AWS JSON 1.0 or 1.1; throws AwsError to refuse. */
export type JsonOperation = (
  input: Readonly<Record<string, unknown>>,
) => Record<string, unknown> | Promise<Record<string, unknown>>;

/** A service by its X-Amz-Target prefix: `AmazonSQS`, `AWSEvents`. */
export interface JsonService {
  readonly targetPrefix: string;
  readonly contentType: 'application/x-amz-json-1.0' | 'application/x-amz-json-1.1';
  readonly operations: Readonly<Record<string, JsonOperation>>;
}

/** One action of a service that speaks the query protocol (CloudFormation, STS); answers the XML inside `<ActionResult>`. */
export type QueryAction = (parameters: URLSearchParams) => string;

/** A plain HTTP answer, for Momento's API and the sandbox's own controls. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}
