import type { SandboxFloor, SandboxPart } from '../wire/part.ts';
import { cloudWatchErrorName } from './errors.ts';
import { getMetricData } from './get-metric-data.ts';
import { putMetricData } from './put-metric-data.ts';

/** CloudWatch's metrics over AWS JSON 1.0. */
export function cloudWatchPart({ metrics }: SandboxFloor): SandboxPart {
  return {
    jsonServices: [
      {
        targetPrefix: 'GraniteServiceVersion20100801',
        contentType: 'application/x-amz-json-1.0',
        errorName: cloudWatchErrorName,
        operations: { GetMetricData: getMetricData(metrics), PutMetricData: putMetricData(metrics) },
      },
    ],
  };
}
