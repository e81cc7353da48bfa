/** The input that a rule configures for a target. Source: EventBridge API reference, "Target" (Input, InputPath, InputTransformer exclude each other). */
export type TargetInput =
  | { readonly kind: 'whole-event' }
  | { readonly kind: 'constant'; readonly text: string }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'transformer'; readonly paths: Readonly<Record<string, string>>; readonly template: string };

/** Does the target get anything but the event as it is on the bus? */
export function changesEvent(input: TargetInput): boolean {
  return input.kind === 'path' ? input.path !== '$' : input.kind !== 'whole-event';
}

/** Values are JSON paths into the original event (`$.detail.key`) or constants. Source: API reference, "HttpParameters". */
export interface HttpParameters {
  readonly path: readonly string[];
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** How long delivery is retried; undefined means EventBridge's default (185 attempts, 24 h). Source: API reference, "RetryPolicy". */
export interface RetryPolicy {
  readonly maximumAttempts: number | undefined;
  readonly maximumAgeSeconds: number | undefined;
}

/** A rule's target as ListTargetsByRule returns it. */
export interface Target {
  readonly id: string;
  readonly arn: string;
  readonly input: TargetInput;
  readonly http: HttpParameters;
  readonly deadLetterArn: string | undefined;
  /** Absent: EventBridge's defaults. */
  readonly retry?: RetryPolicy | undefined;
}

/** An API destination as DescribeApiDestination returns it; `endpoint` may hold `*` for path parameters. */
export interface ApiDestination {
  readonly name: string;
  readonly arn: string;
  readonly endpoint: string;
  readonly method: string;
  /** `ACTIVE` or `INACTIVE`, where AWS returned it. */
  readonly state: string | undefined;
  readonly connectionArn: string | undefined;
}

/**
 * A connection as DescribeConnection returns it, without its secret. `state` is `AUTHORIZED`, `DEAUTHORIZED` or another on the
 * way between; whether its key is still good is never tested.
 */
export interface Connection {
  readonly name: string;
  readonly arn: string;
  readonly state: string;
  readonly reason: string | undefined;
}
