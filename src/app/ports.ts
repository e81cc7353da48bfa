import type { ReceivedMessage } from '../domain/dead-letter/message.ts';
import type { ApiDestinationAddress, ConnectionAddress, RuleAddress } from '../domain/eventbridge/arn.ts';
import type { ApiDestination, Connection, Target } from '../domain/eventbridge/target.ts';
import type { AttemptOutcome, AttemptRecord, NewAttempt } from '../domain/history/attempt.ts';
import type { PriorAttempts, PriorQuery } from '../domain/history/prior-attempts.ts';
import type { RunEnd, RunHead, RunRecord } from '../domain/history/run.ts';
import type { Lookup } from '../domain/integration/lookup.ts';
import type { MetricAnswers, MetricQuery } from '../domain/metrics/figures.ts';
import type { QueueLevel } from '../domain/metrics/queue-figures.ts';
import type { Window } from '../domain/metrics/range.ts';
import type { Batch } from '../domain/redrive/batch.ts';
import type { BusAnswer } from '../domain/redrive/settle.ts';

/** What a queue says of itself. Counts are approximate: SQS calls them so. */
export interface QueueDescription {
  readonly url: string;
  readonly arn: string;
  readonly region: string;
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
  readonly retentionSeconds: number;
  readonly visibilitySeconds: number;
  /** The queue's own RedrivePolicy as JSON text: with one, receiving itself can move messages away. */
  readonly redrivePolicy: string | undefined;
  /** When it said so, by the clock of SQS: epoch milliseconds, in whole seconds. */
  readonly at: number;
}

/** The right to delete or hand back one receive of a message. */
export interface Handle {
  readonly messageId: string;
  readonly receiptHandle: string;
}

/** What became of one handle in a batch request. A request that failed as a whole is `failed` for each of its handles. */
export type HandleOutcome =
  | { readonly kind: 'done'; readonly messageId: string }
  | { readonly kind: 'failed'; readonly messageId: string; readonly code: string; readonly retryable: boolean };

/** The longest that one request to AWS may take, in milliseconds: connecting and waiting for its answer. */
export const SLOWEST_REQUEST_MS = 16_000;

/** The dead letter queue. Failures that concern the whole queue reject with a Failure. */
export interface QueuePort {
  describe(): Promise<QueueDescription>;
  /** At most `most` (1 to 10) messages, hidden from others for `visibilitySeconds`; waits at most `waitSeconds` for the first. */
  receive(request: {
    readonly most: number;
    readonly visibilitySeconds: number;
    readonly waitSeconds: number;
  }): Promise<readonly ReceivedMessage[]>;
  /** Deletion at most 10. */
  remove(handles: readonly Handle[]): Promise<readonly HandleOutcome[]>;
  /** Makes at most 10 visible again at once. */
  release(handles: readonly Handle[]): Promise<readonly HandleOutcome[]>;
  /** Hides at most 10 for `visibilitySeconds` from now on. */
  extend(handles: readonly Handle[], visibilitySeconds: number): Promise<readonly HandleOutcome[]>;
  /** Messages that were received and could not be used: how many, and some of them named. They stay in flight. */
  readonly unusable?: { readonly count: number; readonly warnings: readonly string[] };
}

/** The bus. Never rejects for an answer of AWS: what was refused or lost is part of the answer. */
export interface BusPort {
  /**
   * `mayLeave` is asked once everything that takes time before is done, such as finding credentials, right before the
   * request is written: with false nothing is sent, and the answer is `not-sent`.
   */
  send(batch: Batch, mayLeave?: () => boolean): Promise<BusAnswer>;
}

/** A rule as DescribeRule tells it; `pattern` is undefined for a schedule. */
export interface Rule {
  readonly state: string;
  readonly pattern: string | undefined;
}

/**
 * The durable memory of one run and of those before it. When a method resolves, what it wrote outlives the process and a
 * power cut. Rejects with a Failure when it cannot be written or read.
 */
export interface LedgerPort {
  /** What is held about each message, in the order asked. */
  priorAttempts(queueArn: string, messages: readonly PriorQuery[]): Promise<readonly PriorAttempts[]>;
  /** Opens the run and answers its id, undefined where nothing is written down. The other methods below write to it. */
  begin(head: RunHead): Promise<string | undefined>;
  /**
   * Writes down attempts before anything is done, or that a refused one is made again. Answers the messages that may be
   * dealt with: not those that another run has put on the bus or, being under way, is about to, and not those whose event
   * another run has put there since this one began, for another dead letter.
   */
  intend(attempts: readonly NewAttempt[]): Promise<ReadonlySet<string>>;
  /** Writes down what became of intents. An accepted one stays accepted. */
  settle(outcomes: readonly AttemptOutcome[]): Promise<void>;
  /** Writes down that accepted ones were deleted. */
  removed(messageIds: readonly string[]): Promise<void>;
  /** Closes the run and the ledger. */
  end(end: RunEnd): Promise<void>;
}

/** Reads what runs have written down. Rejects with a Failure when the ledger cannot be read. */
export interface LedgerArchivePort {
  /** All runs, newest first. */
  runs(): Promise<readonly RunRecord[]>;
  /** The attempts of a run, or of all, oldest first, one after the other: there may be more than fit into memory. */
  attempts(run: string | undefined): AsyncIterable<AttemptRecord>;
  /** The last attempt at each message, of those that no attempt is known to have put on the bus and deleted. */
  openEnds(): AsyncIterable<AttemptRecord>;
  /** What the database finds wrong with its own file; undefined when it is sound. */
  damage(): Promise<string | undefined>;
}

/** Looks at the deployed integration; a missing permission is an answer, not a rejection. */
export interface IntegrationPort {
  bus(rule: RuleAddress): Promise<Lookup<true>>;
  rule(rule: RuleAddress): Promise<Lookup<Rule>>;
  targets(rule: RuleAddress): Promise<Lookup<readonly Target[]>>;
  destination(destination: ApiDestinationAddress): Promise<Lookup<ApiDestination>>;
  connection(connection: ConnectionAddress): Promise<Lookup<Connection>>;
  /** TestEventPattern: does the event (an envelope as JSON text) match? `missing`: EventBridge will not test this one. */
  matches(pattern: string, eventText: string): Promise<Lookup<boolean>>;
}

/** A rule as ListRules tells it. */
export interface NamedRule extends Rule {
  readonly arn: string;
}

/** Looks at the other rules of a bus and at what they target. */
export interface NeighbourPort {
  /** All rules on the bus of `rule`, itself included. */
  rules(rule: RuleAddress): Promise<Lookup<readonly NamedRule[]>>;
  targets(rule: RuleAddress): Promise<Lookup<readonly Target[]>>;
}

/** How full the dead letter queue is, read without touching its messages. */
export interface LevelPort {
  level(): Promise<Lookup<QueueLevel>>;
}

/** What CloudWatch measured: one request for up to 500 queries, its pages read to the end. */
export interface MetricsPort {
  read(queries: readonly MetricQuery[], window: Window): Promise<Lookup<MetricAnswers>>;
}

/** Time, so that waiting can be tested without waiting. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds that never run backwards. */
  monotonic(): number;
  /** Ends early, without rejecting, when the signal is aborted. */
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** The right to one receive of a message; times in milliseconds on the monotonic clock. */
export interface InFlight {
  readonly receiptHandle: string;
  /** When the receive began. */
  readonly since: number;
  readonly end: number;
}

/** Room beside memory for what a long run has to keep in mind, gone with the process. What cannot be written throws. */
export interface ScratchPort {
  ids(): ScratchIds;
  inFlight(): ScratchInFlight;
}

export interface ScratchIds {
  addAll(ids: Iterable<string>): void;
  has(id: string): boolean;
  /** Was it there? */
  delete(id: string): boolean;
}

export interface ScratchInFlight {
  /** Those that are there already are replaced. */
  putAll(inFlight: Iterable<readonly [messageId: string, InFlight]>): void;
  get(messageId: string): InFlight | undefined;
  /** Was it there? */
  delete(messageId: string): boolean;
  countEndingBy(time: number): number;
  /** Those that end by that time, the earliest first, at most so many. */
  endingBy(time: number, most: number): readonly (readonly [messageId: string, InFlight])[];
}
