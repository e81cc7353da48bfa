import type { Integration } from '../../domain/integration/integration.ts';
import type { Lookup } from '../../domain/integration/lookup.ts';
import type { MetricAnswers } from '../../domain/metrics/figures.ts';
import { RANGES, type RangeName, type Window, windowOf } from '../../domain/metrics/range.ts';
import { type Snapshot, snapshotOf, snapshotQueries } from '../../domain/metrics/snapshot.ts';
import { Failure } from '../failures.ts';
import type { DiscoveryPorts } from '../integration/discover.ts';
import { renew } from '../integration/refresh-states.ts';
import type { LevelPort, MetricsPort } from '../ports.ts';
import type { RefreshControl } from './refresh-control.ts';
import type { StatsEvent } from './stats-events.ts';

export interface StatsPorts extends DiscoveryPorts {
  readonly metrics: MetricsPort;
  /** Undefined: the integration has no dead letter queue that could be read. */
  readonly level: LevelPort | undefined;
  /** Repeats the discovery; absent: only the states of the resources found before are refreshed. */
  readonly locate?: () => Promise<Pick<StatsSubject, 'integration' | 'warnings'>>;
}

/** The integration to measure. */
export interface StatsSubject {
  readonly integration: Integration;
  readonly queueUrl: string | undefined;
  /** When the integration was read, in epoch milliseconds. */
  readonly seenAt: number;
  /** The warnings of the discovery. */
  readonly warnings: readonly string[];
}

export interface StatsRequest extends StatsSubject {
  /** Milliseconds between refreshes. Metrics are read again only after a whole period of theirs. */
  readonly everySeconds: number;
}

const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 300_000;
/** A timer may fire a little early; the refresh still counts as due. */
const SLACK_MS = 1_000;
/** Older states are refreshed, whatever the period of the metrics. */
const STATES_HOLD_MS = 60_000 - SLACK_MS;
/** The discovery is repeated after this time, because rules and targets may be added meanwhile. */
const ROUTES_HOLD_MS = 15 * 60_000;

/**
 * Refreshes an integration repeatedly until the signal aborts: the queue each time, the metrics once a period (one
 * request for all of them), the states of rules, destinations and connections once a minute, and what is deployed every
 * quarter of an hour. A failed refresh is reported with the last good snapshot, and the pause before the next one doubles, up
 * to five minutes.
 */
export async function* stats(
  ports: StatsPorts,
  request: StatsRequest,
  refreshControl: RefreshControl,
  signal: AbortSignal,
): AsyncGenerator<StatsEvent> {
  const reader = new SnapshotReader(ports, request);
  let last: Snapshot | undefined;
  let failures = 0;
  while (!signal.aborted) {
    let wait = request.everySeconds * 1000;
    try {
      const snapshot = await reader.lookUp(refreshControl.range);
      yield { kind: 'snapshot', snapshot, before: last };
      last = snapshot;
      failures = 0;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (signal.aborted) return;
      failures += 1;
      wait = Math.max(wait, retryAfter(failures));
      const age = last && ports.clock.now() - last.at;
      yield { kind: 'failed', failure: error, last, age, retryInMs: wait };
    }
    await refreshControl.wait(ports.clock, wait, signal);
  }
}

/** 5 s, then twice as long each time, at most 5 min. */
function retryAfter(failures: number): number {
  return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));
}

interface Measured {
  readonly at: number;
  readonly window: Window;
  readonly answers: Lookup<MetricAnswers>;
}

/** Reads snapshots and caches the parts that are not due yet. */
class SnapshotReader {
  readonly #ports: StatsPorts;
  readonly #queueUrl: string | undefined;
  readonly #measured = new Map<RangeName, Measured>();
  #integration: Integration;
  #warnings: readonly string[];
  #statesAt: number;
  #routesAt: number;

  constructor(ports: StatsPorts, request: StatsRequest) {
    this.#ports = ports;
    this.#queueUrl = request.queueUrl;
    this.#integration = request.integration;
    this.#warnings = request.warnings;
    this.#statesAt = request.seenAt;
    this.#routesAt = request.seenAt;
  }

  async lookUp(range: RangeName): Promise<Snapshot> {
    await this.#renew();
    const [level, measured] = await Promise.all([this.#ports.level?.level(), this.#measure(range)]);
    const { answers, window } = measured;
    return snapshotOf({
      at: this.#ports.clock.now(),
      metricsAt: answers.kind === 'found' ? measured.at : null,
      window,
      integration: this.#integration,
      level: level?.kind === 'found' ? level.value : undefined,
      answers: answers.kind === 'found' ? answers.value : new Map(),
      warnings: [...this.#warnings, ...levelWarnings(level), ...metricWarnings(answers)],
    });
  }

  async #measure(range: RangeName): Promise<Measured> {
    const now = this.#ports.clock.now();
    const known = this.#measured.get(range);
    if (known !== undefined && now - known.at < RANGES[range].periodSeconds * 1000 - SLACK_MS) return known;
    const window = windowOf(range, now);
    const answers = await this.#ports.metrics.read(snapshotQueries(this.#integration, this.#queueUrl), window);
    const measured = { at: now, window, answers };
    this.#measured.set(range, measured);
    return measured;
  }

  async #renew(): Promise<void> {
    const now = this.#ports.clock.now();
    if (now - this.#statesAt < STATES_HOLD_MS) return;
    if (now - this.#routesAt >= ROUTES_HOLD_MS) await this.#locate(now);
    else this.#integration = await renew(this.#ports, this.#integration);
    this.#statesAt = now;
  }

  /** The integration as found before is kept where it cannot be found now: there may be several by now. */
  async #locate(now: number): Promise<void> {
    this.#routesAt = now;
    const located = await this.#ports.locate?.().catch((error) => {
      if (error instanceof Failure) return undefined;
      throw error;
    });
    const integration = located?.integration ?? (await renew(this.#ports, this.#integration));
    // Answers are paired with routes by their place.
    if (arnsOf(integration) !== arnsOf(this.#integration)) this.#measured.clear();
    this.#integration = integration;
    this.#warnings = located?.warnings ?? this.#warnings;
  }
}

function arnsOf({ routes }: Integration): string {
  return routes.map(({ rule, target }) => `${rule.arn} ${target.arn}`).join();
}

function levelWarnings(level: Lookup<unknown> | undefined): readonly string[] {
  if (level === undefined || level.kind === 'found') return [];
  return level.kind === 'missing'
    ? ['The dead letter queue does not exist: events that fail permanently are lost.']
    : [`AWS did not allow it (${level.reason}): the dead letter queue could not be read.`];
}

function metricWarnings(answers: Lookup<unknown>): readonly string[] {
  if (answers.kind === 'found') return [];
  const reason = answers.kind === 'denied' ? answers.reason : 'not found';
  return [`AWS did not allow it (${reason}): CloudWatch could not be read.`];
}
