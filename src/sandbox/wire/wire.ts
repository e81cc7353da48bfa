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

/** What an operation may need to know of the request that carries it. */
export interface JsonCall {
  /** Aborted when the client goes away before it has an answer. */
  readonly signal: AbortSignal;
}

/** One operation of a service that speaks AWS JSON 1.0 or 1.1; throws AwsError to refuse. */
export type JsonOperation = (
  input: Readonly<Record<string, unknown>>,
  call: JsonCall,
) => Record<string, unknown> | Promise<Record<string, unknown>>;

/** How a service names an error on the wire: its `__type`, and for services that once spoke query the code of that time. */
export interface JsonErrorName {
  readonly type: string;
  readonly queryCode?: string;
}

/** A service by its X-Amz-Target prefix: `AmazonSQS`, `AWSEvents`. */
export interface JsonService {
  readonly targetPrefix: string;
  readonly contentType: 'application/x-amz-json-1.0' | 'application/x-amz-json-1.1';
  readonly operations: Readonly<Record<string, JsonOperation>>;
  /** Absent: the `__type` is the code alone. */
  readonly errorName?: (code: string) => JsonErrorName;
}

/** One action of a service that speaks the query protocol (CloudFormation, STS); answers the XML inside `<ActionResult>`. */
export type QueryAction = (parameters: URLSearchParams) => string;

/** A service by its `Version` parameter, for all of them share one path; `namespace` is the xmlns of its answers. */
export interface QueryService {
  readonly version: string;
  readonly namespace: string;
  readonly actions: Readonly<Record<string, QueryAction>>;
}

/** A plain HTTP request, its body read to the end. */
export interface HttpRequest {
  readonly method: string;
  /** Still percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** By lower-case name; of several with one name, the first. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  /** Aborted when the client goes away before it has an answer. */
  readonly signal: AbortSignal;
}

/** A plain HTTP answer, for Momento's API and the sandbox's own controls. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** Answers a plain HTTP request; `'cut'` ends the connection without an answer. */
export type HttpHandler = (request: HttpRequest) => HttpAnswer | 'cut' | Promise<HttpAnswer | 'cut'>;
