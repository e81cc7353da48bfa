import type { Pattern } from '../../domain/eventbridge/pattern/pattern.ts';
import type { Target } from '../../domain/eventbridge/target.ts';

/** What an operation was given, kept to be told again by Describe and List. */
export type Given = Readonly<Record<string, unknown>>;

/** An event bus and its rules by name. Times are epoch milliseconds of the sandbox clock, here and below. */
export interface BusRecord {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly description: string | undefined;
  readonly rules: Map<string, RuleRecord>;
}

/** A rule; `pattern` is undefined for a rule that only has a schedule. */
export interface RuleRecord {
  readonly name: string;
  readonly arn: string;
  readonly bus: string;
  readonly given: Given;
  readonly pattern: Pattern | undefined;
  readonly targets: Map<string, TargetRecord>;
  state: string;
}

/** A target: as it was put, and as the domain reads it. */
export interface TargetRecord {
  readonly given: Given;
  readonly target: Target;
  readonly roleArn: string | undefined;
  readonly retry: RetryPolicy;
}

/** Source: EventBridge API reference, "RetryPolicy" (0–185 attempts, 60–86,400 s). */
export interface RetryPolicy {
  readonly maximumAttempts: number;
  readonly maximumAgeSeconds: number;
}

/** A connection: the headers and query values that it adds to every call, and whether it is allowed to. */
export interface ConnectionRecord {
  readonly name: string;
  readonly arn: string;
  readonly secretArn: string;
  readonly createdAt: number;
  modifiedAt: number;
  authorizedAt: number;
  state: 'AUTHORIZED' | 'DEAUTHORIZED';
  stateReason: string | undefined;
  description: string | undefined;
  authorization: Authorization;
}

/** How a connection authorises; `told` is what Describe shows of it: never the secret. */
export interface Authorization {
  readonly type: 'API_KEY' | 'BASIC';
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly told: Given;
}

/** An API destination. Its state follows from its connection's. */
export interface DestinationRecord {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  modifiedAt: number;
  description: string | undefined;
  connectionArn: string;
  endpoint: string;
  method: string;
  ratePerSecond: number;
}
