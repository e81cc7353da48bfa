import type { MetricsPort } from '../../../src/app/ports.ts';
import type { Lookup } from '../../../src/domain/integration/lookup.ts';
import type { MetricAnswers, MetricQuery } from '../../../src/domain/metrics/figures.ts';
import type { Window } from '../../../src/domain/metrics/range.ts';
import { found } from './fake-integration.ts';

/** CloudWatch with one point of 1 in the newest period of whatever is asked for; `read` may answer otherwise or throw. */
export class FakeMetrics implements MetricsPort {
  readonly windows: Window[] = [];
  readonly #read: ((call: number) => Lookup<MetricAnswers> | undefined) | undefined;

  constructor(read?: (call: number) => Lookup<MetricAnswers> | undefined) {
    this.#read = read;
  }

  async read(queries: readonly MetricQuery[], window: Window): Promise<Lookup<MetricAnswers>> {
    this.windows.push(window);
    const scripted = this.#read?.(this.windows.length);
    const newest = window.end - window.periodSeconds * 1000;
    const answer = { points: [{ at: newest, value: 1 }], partial: false };
    return scripted ?? found(new Map(queries.map(({ id }) => [id, answer])));
  }
}
