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

/** The attributes of a queue. Its counts are approximate, as SQS documents. */
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
  /** When the attributes were read, by the clock of SQS: epoch milliseconds, in whole seconds. */
  readonly at: number;
}

/** Identifies one receive of a message, to delete or release it. */
export interface Handle {
  readonly messageId: string;
  readonly receiptHandle: string;
}

/** The result of one handle in a batch request. A request that failed as a whole is `failed` for each of its handles. */
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
  /** Deletes at most 10. */
  remove(handles: readonly Handle[]): Promise<readonly HandleOutcome[]>;
  /** Makes at most 10 visible again at once. */
  release(handles: readonly Handle[]): Promise<readonly HandleOutcome[]>;
  /** Hides at most 10 for `visibilitySeconds` from now on. */
  extend(handles: readonly Handle[], visibilitySeconds: number): Promise<readonly HandleOutcome[]>;
  /** Messages that were received and could not be used: how many, and some of them named. They stay in flight. */
  readonly unusable?: { readonly count: number; readonly warnings: readonly string[] };
}

/** The bus. Never rejects for an answer of AWS: refused and lost entries are part of the answer. */
export interface BusPort {
  /**
   * `mayLeave` is called right before the request is written, after slow preparations such as finding credentials. If it
   * returns false, nothing is sent, and the answer is `not-sent`.
   */
  send(batch: Batch, mayLeave?: () => boolean): Promise<BusAnswer>;
}

/** A rule as DescribeRule returns it; `pattern` is undefined for a schedule. */
export interface Rule {
  readonly state: string;
  readonly pattern: string | undefined;
}

/**
 * The durable record of this run and of the runs before it. When a method resolves, its writes survive a crash of the
 * process and a power cut. Rejects with a Failure when it cannot be written or read.
 */
export interface LedgerPort {
  /** The prior attempts of each message, in the order of `messages`. */
  priorAttempts(queueArn: string, messages: readonly PriorQuery[]): Promise<readonly PriorAttempts[]>;
  /** Opens the run and returns its id; undefined where nothing is recorded. The other methods below write to it. */
  begin(head: RunHead): Promise<string | undefined>;
  /**
   * Records attempts before anything is sent or deleted, also the retry of a refused one. Returns the messages that this run
   * may process: not those that another run has sent or, being under way, is about to send, and not those whose event
   * another run has sent since this run began, for another dead letter.
   */
  intend(attempts: readonly NewAttempt[]): Promise<ReadonlySet<string>>;
  /** Records the outcomes of intents. An accepted one stays accepted. */
  settle(outcomes: readonly AttemptOutcome[]): Promise<void>;
  /** Records that the messages of accepted attempts were deleted. */
  removed(messageIds: readonly string[]): Promise<void>;
  /** Closes the run and the ledger. */
  end(end: RunEnd): Promise<void>;
}

/** Reads the records of all runs. Rejects with a Failure when the ledger cannot be read. */
export interface LedgerArchivePort {
  /** All runs, newest first. */
  runs(): Promise<readonly RunRecord[]>;
  /** The attempts of a run, or of all, oldest first, one after the other: there may be more than fit into memory. */
  attempts(run: string | undefined): AsyncIterable<AttemptRecord>;
  /** The last attempt at each message, of those that no attempt is known to have put on the bus and deleted. */
  openEnds(): AsyncIterable<AttemptRecord>;
  /** The first error that the database finds in its own file; undefined when the file is sound. */
  damage(): Promise<string | undefined>;
}

/** Looks up the deployed integration; a missing permission is an answer, not a rejection. */
export interface IntegrationPort {
  bus(rule: RuleAddress): Promise<Lookup<true>>;
  rule(rule: RuleAddress): Promise<Lookup<Rule>>;
  targets(rule: RuleAddress): Promise<Lookup<readonly Target[]>>;
  destination(destination: ApiDestinationAddress): Promise<Lookup<ApiDestination>>;
  connection(connection: ConnectionAddress): Promise<Lookup<Connection>>;
  /** TestEventPattern: does the event (an envelope as JSON text) match? `missing`: EventBridge will not test this one. */
  matches(pattern: string, eventText: string): Promise<Lookup<boolean>>;
}

/** A rule as ListRules returns it. */
export interface NamedRule extends Rule {
  readonly arn: string;
}

/** Looks up the other rules of a bus and their targets. */
export interface NeighbourPort {
  /** All rules on the bus of `rule`, itself included. */
  rules(rule: RuleAddress): Promise<Lookup<readonly NamedRule[]>>;
  targets(rule: RuleAddress): Promise<Lookup<readonly Target[]>>;
}

/** The depth of the dead letter queue, read without receiving messages. */
export interface LevelPort {
  level(): Promise<Lookup<QueueLevel>>;
}

/** Metrics of CloudWatch: one request for up to 500 queries, its pages read to the end. */
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

/** One receive of a message in flight; times in milliseconds on the monotonic clock. */
export interface InFlight {
  readonly receiptHandle: string;
  /** When the receive began. */
  readonly since: number;
  readonly end: number;
}

/** Temporary tables on disk for the state of a long run; deleted when the process ends. A failed write throws. */
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
  /** Entries whose visibility timeout ends by `time`, the earliest first, at most `most`. */
  endingBy(time: number, most: number): readonly (readonly [messageId: string, InFlight])[];
}
