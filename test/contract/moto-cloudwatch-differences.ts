import type { Differences } from './engine.ts';

const taken = (page: string) =>
  ({ instead: 'takes it', shows: 'instead of rejecting', right: `the contract: API reference, ${page}` }) as const;
const noPercentiles = {
  instead: 'answers a page of HTML with status 500',
  shows: 'SyntaxError',
  right: 'the contract: user guide, CloudWatch statistics definitions',
} as const;

/** Where the CloudWatch of moto 5.2 is known to differ. */
export const MOTO_CLOUDWATCH_DIFFERENCES: Differences = {
  'CloudWatch metrics': {
    'knows p50, however it is interpolated': noPercentiles,
    'knows p99, however it is interpolated': noPercentiles,
    'tells metrics with other dimensions apart': {
      instead: 'heeds the order of dimensions',
      shows: 'expected [] to deeply equal',
      right: 'the contract: user guide, CloudWatch concepts, Dimensions (a set of pairs)',
    },
    'tells metrics of other namespaces apart': {
      instead: 'adds up what has the same dimensions',
      shows: 'expected [ [ 6, 2 ] ]',
      right: 'the contract: user guide, CloudWatch concepts, Namespaces',
    },
    'pages through more points than were asked for at once, and says until then that data are partial': {
      instead: 'answers everything at once',
      shows: "expected [ 'Complete' ]",
      right: 'the contract: API reference, GetMetricData, MaxDatapoints; MetricDataResult, StatusCode',
    },
    'takes a request that is so large that the client compresses it': {
      instead: 'answers a page of HTML with status 500',
      shows: 'SyntaxError',
      right: 'the contract: API reference, PutMetricData (a request can be compressed with gzip)',
    },
    'takes 500 queries, and no more': taken('GetMetricData, MetricDataQueries'),
    'refuses a query with an id with a capital first': taken('MetricDataQuery, Id'),
    'refuses two queries with one id': taken('GetMetricData (an Id must be unique within the call)'),
    'lets nobody write what is AWS’s own': taken('PutMetricData, Namespace'),
  },
};
