const THROTTLED = /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|BandwidthLimit/i;

/** Does an error code of AWS mean "slower"? */
export function isThrottled(code: string): boolean {
  return THROTTLED.test(code);
}
