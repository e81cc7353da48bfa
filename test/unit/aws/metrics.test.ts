import { describe, expect, it } from 'vitest';
import { cloudWatchMetrics } from '../../../src/aws/metrics.ts';
import type { MetricQuery } from '../../../src/domain/metrics/figures.ts';
import { windowOf } from '../../../src/domain/metrics/range.ts';
import { answering, awsAnswer, awsRefusal, type Reply } from '../../support/processes/answering.ts';

const WINDOW = windowOf('15m', Date.UTC(2026, 0, 31, 12));
const query = (id: string): MetricQuery => ({
  id,
  namespace: 'AWS/Events',
  metric: 'Invocations',
  dimensions: { EventBusName: 'shop', RuleName: 'set' },
  statistic: 'Sum',
});

interface Asked {
  readonly MetricDataQueries: readonly { readonly Id: string }[];
  readonly NextToken?: string;
}

describe('metrics', () => {
  const serve = answering();

  /** A server that answers by what it is asked, and the requests that it had. */
  async function served(answer: (asked: Asked, call: number) => unknown) {
    const asked: Asked[] = [];
    const reply: Reply = (response, request, body) => {
      asked.push(JSON.parse(body));
      awsAnswer(200, answer(asked.at(-1) as Asked, asked.length))(response, request, body);
    };
    return { metrics: cloudWatchMetrics(await serve(reply)), asked };
  }

  it('are asked for as CloudWatch takes it, oldest first, in whole periods', async () => {
    const { metrics, asked } = await served(() => ({ MetricDataResults: [] }));
    await metrics.read([query('a')], WINDOW);
    expect(asked).toEqual([
      {
        StartTime: WINDOW.start / 1000,
        EndTime: WINDOW.end / 1000,
        ScanBy: 'TimestampAscending',
        MetricDataQueries: [
          {
            Id: 'a',
            MetricStat: {
              Metric: {
                Namespace: 'AWS/Events',
                MetricName: 'Invocations',
                Dimensions: [
                  { Name: 'EventBusName', Value: 'shop' },
                  { Name: 'RuleName', Value: 'set' },
                ],
              },
              Period: 60,
              Stat: 'Sum',
            },
          },
        ],
      },
    ]);
  });

  it('are read to the last page, and only what is partial there is partial', async () => {
    const pages = [
      { MetricDataResults: [{ Id: 'a', Timestamps: [60], Values: [1], StatusCode: 'PartialData' }], NextToken: 't' },
      {
        MetricDataResults: [
          { Id: 'a', Timestamps: [120], Values: [2], StatusCode: 'Complete' },
          { Id: 'b', Timestamps: [60], Values: [3], StatusCode: 'PartialData' },
        ],
      },
    ];
    const { metrics, asked } = await served((_, call) => pages[call - 1]);
    const read = await metrics.read([query('a'), query('b')], WINDOW);
    expect(asked.map(({ NextToken }) => NextToken)).toEqual([undefined, 't']);
    expect(read.kind === 'found' && [...read.value]).toEqual([
      [
        'a',
        {
          points: [
            { at: 60_000, value: 1 },
            { at: 120_000, value: 2 },
          ],
          partial: false,
        },
      ],
      ['b', { points: [{ at: 60_000, value: 3 }], partial: true }],
    ]);
  });

  it('are asked for in requests of at most 500 queries', async () => {
    const { metrics, asked } = await served(({ MetricDataQueries }) => ({
      MetricDataResults: MetricDataQueries.map(({ Id }) => ({
        Id,
        Timestamps: [],
        Values: [],
        StatusCode: 'Complete',
      })),
    }));
    const read = await metrics.read(
      Array.from({ length: 1001 }, (_, at) => query(`q${at}`)),
      WINDOW,
    );
    expect(asked.map(({ MetricDataQueries }) => MetricDataQueries.length)).toEqual([500, 500, 1]);
    expect(read.kind === 'found' && read.value.size).toBe(1001);
  });

  it('that may not be read are an answer, and a network that is gone is none', async () => {
    const denied = cloudWatchMetrics(await serve(awsRefusal(403, 'AccessDeniedException')));
    expect(await denied.read([query('a')], WINDOW)).toEqual({ kind: 'denied', reason: 'AccessDeniedException' });
    const nobody = { ...(await serve(awsRefusal(500, 'x'))), endpoint: 'http://127.0.0.1:1' };
    await expect(cloudWatchMetrics(nobody).read([query('a')], WINDOW)).rejects.toMatchObject({ exit: 4 });
  });
});
