import type { RetryPolicy } from './records.ts';

/** When retrying ends, and by which of the policy's two limits. */
export interface Exhaustion {
  readonly condition: 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds';
  /** Retries after the first attempt. */
  readonly retries: number;
}

/**
 * How retrying ends for an event that keeps failing, without waiting for it: pauses of 1, 2, 4 … seconds up to
 * `longestPauseSeconds` are summed until the policy's age or number is reached. The real pauses are not documented.
 */
export function exhaustionOf(policy: RetryPolicy, longestPauseSeconds: number): Exhaustion {
  let age = 0;
  let pause = 1;
  for (let retries = 0; retries < policy.maximumAttempts; retries += 1) {
    age += pause;
    if (age > policy.maximumAgeSeconds) return { condition: 'MaximumEventAgeInSeconds', retries };
    pause = Math.min(pause * 2, longestPauseSeconds);
  }
  return { condition: 'MaximumRetryAttempts', retries: policy.maximumAttempts };
}
