import {
  GetMetricDataCommand,
  type GetMetricDataCommandInput,
  type MetricDataQuery,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { expect } from 'vitest';
import { contractPart } from '../contract.ts';
import type { Engine } from '../engine.ts';
import { cloudWatchBenchOf } from './bench.ts';

/** What momento-eb relies on CloudWatch for, through the real SDK client, whatever answers it. */
export function cloudWatchContract(engine: Engine): void {
  contractPart(engine, 'CloudWatch metrics', (it) => {
    const bench = cloudWatchBenchOf(engine);
    const ask = (queries: readonly object[], more: Partial<GetMetricDataCommandInput> = {}) =>
      bench.client.send(
        new GetMetricDataCommand({ ...bench.window, MetricDataQueries: queries as MetricDataQuery[], ...more }),
      );

    it('adds up what came in a minute, and has no point where nothing came', async () => {
      const space = bench.namespace();
      await bench.put(space, [
        [1, 5],
        [2, 5],
        [4, 3],
      ]);
      expect(await bench.read(space)).toEqual([
        [4, 3],
        [3, 5],
      ]);
    });

    it('answers the newest first, and the oldest first when asked to', async () => {
      const space = bench.namespace();
      await bench.put(space, [
        [1, 3],
        [2, 2],
        [3, 1],
      ]);
      expect(await bench.read(space)).toEqual([
        [3, 1],
        [2, 2],
        [1, 3],
      ]);
      const ascending = { more: { ScanBy: 'TimestampAscending' as const } };
      expect(await bench.read(space, ascending)).toEqual([
        [1, 3],
        [2, 2],
        [3, 1],
      ]);
    });

    for (const [stat, expected] of [
      ['SampleCount', 4],
      ['Average', 25],
      ['Minimum', 10],
      ['Maximum', 40],
    ] as const) {
      it(`knows ${stat}`, async () => {
        const space = bench.namespace();
        await bench.put(space, [
          [10, 2],
          [20, 2],
          [30, 2],
          [40, 2],
        ]);
        expect(await bench.read(space, { stat })).toEqual([[expected, 2]]);
      });
    }

    for (const [stat, least, most] of [
      ['p50', 50, 51],
      ['p99', 99, 100],
    ] as const) {
      it(`knows ${stat}, however it is interpolated`, async () => {
        const space = bench.namespace();
        await bench.put(
          space,
          Array.from({ length: 100 }, (_, at) => [at + 1, 2] as const),
        );
        const [point] = await bench.read(space, { stat });
        expect(point?.[0]).toBeGreaterThanOrEqual(least);
        expect(point?.[0]).toBeLessThanOrEqual(most);
      });
    }

    it('adds up longer periods', async () => {
      const space = bench.namespace();
      await bench.put(space, [
        [1, 9],
        [2, 8],
        [4, 1],
      ]);
      const sums = await bench.read(space, { period: 300 });
      expect(sums.reduce((sum, [value]) => sum + value, 0)).toBe(7);
      expect(sums.length).toBeLessThanOrEqual(3);
      expect(sums.every(([, minutesAgo]) => Number.isInteger(minutesAgo))).toBe(true);
    });

    it('begins periods at whole multiples since the epoch when the start is one', async () => {
      const space = bench.namespace();
      await bench.put(space, [
        [1, 9],
        [2, 8],
        [4, 1],
      ]);
      const start = Math.floor(bench.window.StartTime.getTime() / 300_000) * 300_000;
      const { MetricDataResults } = await ask([bench.query(space, { period: 300 })], { StartTime: new Date(start) });
      const at = MetricDataResults?.[0]?.Timestamps?.map((time) => time.getTime() % 300_000);
      expect(new Set(at)).toEqual(new Set([0]));
    });

    it('takes the start in and leaves the end out', async () => {
      const space = bench.namespace();
      await bench.put(space, [
        [1, 15],
        [2, 1],
        [4, 0],
      ]);
      const { StartTime, EndTime } = bench.window;
      const more = { StartTime, EndTime: new Date(EndTime.getTime() - 60_000) };
      expect(await bench.read(space, { more })).toEqual([
        [2, 1],
        [1, 15],
      ]);
    });

    it('tells metrics with other dimensions apart', async () => {
      const space = bench.namespace();
      await bench.put(space, [[1, 2]]);
      await bench.put(space, [[5, 2]], { Of: space, On: 'bus' });
      await bench.put(space, [[9, 2]], {});
      expect(await bench.read(space)).toEqual([[1, 2]]);
      expect(await bench.read(space, {}, { On: 'bus', Of: space })).toEqual([[5, 2]]);
      expect(await bench.read(space, {}, {})).toEqual([[9, 2]]);
    });

    it('tells metrics of other namespaces apart', async () => {
      const [space, other] = [bench.namespace(), bench.namespace()];
      await bench.put(space, [[1, 2]]);
      await bench.put(other, [[5, 2]], { Of: space });
      expect(await bench.read(space)).toEqual([[1, 2]]);
    });

    it('answers every query by its id, one without points too', async () => {
      const space = bench.namespace();
      await bench.put(space, [[1, 2]]);
      const query = bench.query(space) as MetricDataQuery;
      const nothing = bench.query(bench.namespace()) as MetricDataQuery;
      const { MetricDataResults = [] } = await ask([query, { ...nothing, Id: 'nothing' }]);
      const told = MetricDataResults.map(({ Id, Values, StatusCode }) => [Id, Values, StatusCode]);
      expect(told.sort()).toEqual([
        ['nothing', [], 'Complete'],
        ['q', [1], 'Complete'],
      ]);
    });

    it('keeps a query to itself that is not to be returned', async () => {
      const space = bench.namespace();
      await bench.put(space, [[1, 2]]);
      const query = bench.query(space) as MetricDataQuery;
      const { MetricDataResults } = await ask([query, { ...query, Id: 'hidden', ReturnData: false }]);
      expect(MetricDataResults?.map(({ Id }) => Id)).toEqual(['q']);
    });

    it('pages through more points than were asked for at once, and says until then that data are partial', async () => {
      const space = bench.namespace();
      await bench.put(
        space,
        Array.from({ length: 10 }, (_, at) => [at, at + 1] as const),
      );
      const query = bench.query(space);
      const values: number[] = [];
      const statuses: (string | undefined)[] = [];
      let NextToken: string | undefined;
      do {
        const page = await ask([query], { MaxDatapoints: 4, ...(NextToken && { NextToken }) });
        values.push(...(page.MetricDataResults?.[0]?.Values ?? []));
        statuses.push(page.MetricDataResults?.[0]?.StatusCode);
        NextToken = page.NextToken;
      } while (NextToken !== undefined);
      expect(values).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      expect(statuses).toEqual(['PartialData', 'PartialData', 'Complete']);
    });

    it('takes a request that is so large that the client compresses it', async () => {
      const space = bench.namespace();
      // The SDK compresses bodies of more than 10 KiB.
      await bench.put(
        space,
        Array.from({ length: 400 }, () => [2, 2] as const),
      );
      expect(await bench.read(space)).toEqual([[800, 2]]);
    });

    it('takes values with their counts', async () => {
      const space = bench.namespace();
      const Timestamp = new Date(bench.window.EndTime.getTime() - 120_000);
      const datum = { MetricName: 'm', Dimensions: [{ Name: 'Of', Value: space }], Timestamp };
      const MetricData = [{ ...datum, Values: [10, 20], Counts: [3, 1] }];
      await bench.client.send(new PutMetricDataCommand({ Namespace: space, MetricData }));
      expect(await bench.read(space)).toEqual([[50, 1]]);
    });

    it('takes 500 queries, and no more', async () => {
      const query = bench.query(bench.namespace()) as MetricDataQuery;
      const many = (count: number) => Array.from({ length: count }, (_, at) => ({ ...query, Id: `q${at}` }));
      expect((await ask(many(500))).MetricDataResults).toHaveLength(500);
      await expect(ask(many(501))).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
    });

    for (const [what, change] of [
      ['an id with a capital first', { Id: 'Q' }],
      ['neither a metric nor an expression', { MetricStat: undefined }],
    ] as const) {
      it(`refuses a query with ${what}`, async () => {
        const query = { ...bench.query(bench.namespace()), ...change };
        await expect(ask([query])).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
      });
    }

    it('refuses two queries with one id', async () => {
      const query = bench.query(bench.namespace());
      await expect(ask([query, query])).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
    });

    it('refuses a start that is not before the end', async () => {
      const { EndTime } = bench.window;
      const refused = ask([bench.query(bench.namespace())], { StartTime: EndTime });
      await expect(refused).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
    });

    it('lets nobody write what is AWS’s own', async () => {
      const MetricData = [{ MetricName: 'm', Value: 1 }];
      const put = bench.client.send(new PutMetricDataCommand({ Namespace: 'AWS/Events', MetricData }));
      await expect(put).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
    });
  });
}
