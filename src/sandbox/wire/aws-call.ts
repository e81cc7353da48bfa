import type { Faults } from '../faults/faults.ts';
import type { Halts } from '../faults/halts.ts';
import type { SandboxClock } from '../time/clock.ts';
import { AwsError } from './wire.ts';

/** One AWS request that arrived. */
export interface AwsRequestRecord {
  readonly operation: string;
  readonly at: number;
}

/** What every AWS request goes through, whatever its protocol: it is counted, and faults on demand strike it. */
export interface AwsCalls {
  /** Carries the operation out. Rejects with AwsError; `'cut'` when the answer is to get lost. */
  carryOut<T>(operation: string, action: () => T | Promise<T>): Promise<T | 'cut'>;
  /** Every request so far, oldest first. */
  records(): readonly AwsRequestRecord[];
}

/** Calls that are counted from zero. Latency passes on the sandbox's clock. */
export function createAwsCalls(clock: SandboxClock, faults: Faults, halts: Halts): AwsCalls {
  const records: AwsRequestRecord[] = [];
  return {
    async carryOut(operation, action) {
      records.push({ operation, at: clock.now() });
      if ((await halts.pass(operation, 'on-arrival')) === 'cut') return 'cut';
      const refused = faults.strike(operation, 'request');
      if (refused !== undefined) {
        const { code = 'InternalFailure', message = 'A fault on demand.', status = 500 } = refused;
        throw new AwsError(code, message, status);
      }
      const result = await action();
      if ((await halts.pass(operation, 'when-done')) === 'cut') return 'cut';
      const slow = faults.strike(operation, 'latency');
      if (slow !== undefined) await new Promise<void>((resolve) => clock.after(slow.milliseconds ?? 1000, resolve));
      if (faults.strike(operation, 'lost') !== undefined) return 'cut';
      halts.answered(operation);
      return result;
    },
    records: () => records,
  };
}
